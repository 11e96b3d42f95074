/**
 * One file an architecture: ClipVision, Llama, Llava.
 *
 * <p>In: ids {@code (B, T)} and pixels {@code (B, C, S, S)}. Out: logits {@code (B, T, V)}.
 */
package borboleta.model;
