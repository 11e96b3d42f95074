/**
 * The settings of a fine-tuning run in small groups, each under the name that transformers and
 * LLaVA's scripts give it. In: flat JSON. Out: checked records; {@code train.Recipe} holds one of
 * each.
 */
package borboleta.train.recipe;
