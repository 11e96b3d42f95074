/**
 * What LLaVA's own launcher needs for a recipe, for machines with many GPUs. In: a recipe, LLaVA's
 * JSON and its pictures. Out: a folder with data, pictures, DeepSpeed's settings and a script.
 *
 * <p>Source: LLaVA at c121f04, {@code llava/train/train.py} and {@code scripts/v1_5}.
 */
package borboleta.train.export;
