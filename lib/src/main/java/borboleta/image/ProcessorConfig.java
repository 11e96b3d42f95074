package borboleta.image;

import java.util.List;

/**
 * How a picture becomes pixel values, under the names of {@code preprocessor_config.json}.
 *
 * @param padToSquare whether the picture is first padded to a square in the mean colour, as
 *     LLaVA-1.5 does
 * @param resize the size to scale to, or null to leave the picture as it is
 * @param resampler the filter to scale with
 * @param crop the size of the middle that is kept, or null for all of it
 * @param rescaleFactor what a stored value of 0 to 255 is multiplied by
 * @param mean of red, green and blue, subtracted after rescaling
 * @param std of red, green and blue, divided by after that
 */
public record ProcessorConfig(
    boolean padToSquare,
    Resize resize,
    Resampler resampler,
    Size crop,
    double rescaleFactor,
    List<Double> mean,
    List<Double> std) {

  private static final double TO_ONE = 1.0 / 255;

  /** A width and a height in pixels. */
  public record Size(int width, int height) {}

  /** What size to scale to, given the picture's. */
  @FunctionalInterface
  public interface Resize {
    Size of(int width, int height);

    /** The same for every picture. */
    static Resize to(int width, int height) {
      return (w, h) -> new Size(width, height);
    }

    /**
     * Keeps the proportions; the longer edge is rounded down (transformers, {@code
     * image_transforms.py}, {@code get_resize_output_image_size}).
     */
    static Resize shortestEdge(int edge) {
      return (w, h) ->
          w <= h
              ? new Size(edge, (int) ((long) edge * h / w))
              : new Size((int) ((long) edge * w / h), edge);
    }
  }

  /** What CLIP's towers expect for a side in pixels (arXiv 2103.00020; OpenAI's checkpoints). */
  public static ProcessorConfig clip(int side) {
    return new ProcessorConfig(
        false,
        Resize.shortestEdge(side),
        Resampler.BICUBIC,
        new Size(side, side),
        TO_ONE,
        List.of(0.48145466, 0.4578275, 0.40821073),
        List.of(0.26862954, 0.26130258, 0.27577711));
  }

  /** What ViT expects for a side in pixels (transformers, {@code ViTImageProcessor}). */
  public static ProcessorConfig vit(int side) {
    return new ProcessorConfig(
        false,
        Resize.to(side, side),
        Resampler.BILINEAR,
        null,
        TO_ONE,
        List.of(0.5, 0.5, 0.5),
        List.of(0.5, 0.5, 0.5));
  }

  /** The same with or without padding to a square in the mean colour: LLaVA-1.5's {@code pad}. */
  public ProcessorConfig padded(boolean pads) {
    return new ProcessorConfig(pads, resize, resampler, crop, rescaleFactor, mean, std);
  }
}
