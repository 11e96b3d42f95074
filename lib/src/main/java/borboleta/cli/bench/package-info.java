/**
 * Speed beside the Python peer's, on the same work: one LoRA step, one prompt with a picture.
 *
 * <p>In: a model folder. Out: the peer's JSON.
 */
package borboleta.cli.bench;
