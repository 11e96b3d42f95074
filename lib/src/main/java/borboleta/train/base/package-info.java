/**
 * The stages that make the tiny base from nothing, in LLaVA's order: tower, words, align, instruct.
 *
 * <p>In: drawings and names of the emoji world, a recipe. Out: a model folder in Hugging Face's
 * form.
 */
package borboleta.train.base;
