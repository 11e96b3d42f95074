/**
 * Folders in Hugging Face format, and LLaVA's own.
 *
 * <p>In: config.json, model.safetensors, tokenizer.json. Out: models, and folders again.
 */
package borboleta.hub;
