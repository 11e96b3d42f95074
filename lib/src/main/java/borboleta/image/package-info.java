/**
 * Pictures: read within a pixel limit, pad, scale as PIL does, crop, normalise.
 *
 * <p>In: files and {@code BufferedImage}s. Out: pixel arrays of shape {@code (C, H, W)}: channels,
 * height, width.
 */
package borboleta.image;
