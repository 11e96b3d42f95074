/**
 * LLaVA records and the emoji world: concepts, scenes, grammars, pictures.
 *
 * <p>In: npm packages with drawings and names, JSON files. Out: records, questions and PNG files.
 */
package borboleta.data;
