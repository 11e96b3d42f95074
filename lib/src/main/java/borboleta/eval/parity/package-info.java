/**
 * Our numbers beside the reference's: one class a kind of case.
 *
 * <p>In: folders with a checkpoint, {@code case.json} (what is compared and how near it has to be)
 * and {@code case.safetensors} (inputs and expected outputs). Out: a verdict a folder, with the
 * largest deviation of each quantity.
 */
package borboleta.eval.parity;
