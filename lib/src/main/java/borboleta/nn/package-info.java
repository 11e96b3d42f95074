/**
 * Layers: linear, norms, rotary positions, attention, feed-forward and the key-value cache.
 *
 * <p>In: the NDArrays of one layer. Out: NDArrays of shape {@code (B, T, H)}: batch, positions,
 * hidden size.
 */
package borboleta.nn;
