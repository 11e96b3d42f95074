/**
 * One file an architecture: ClipVision, Gpt2, Llama, Llava, Mamba, T5, Vit.
 *
 * <p>In: ids {@code (B, T)} and pixels {@code (B, C, S, S)}. Out: logits {@code (B, T, V)}; a
 * classifier's are {@code (B, labels)}. Letters beside the package nn's: F inner size of a
 * feed-forward part, S positions of the text that is looked at.
 */
package borboleta.model;
