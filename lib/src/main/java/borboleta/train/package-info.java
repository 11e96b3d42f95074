/**
 * Recipe, optimizer, schedule, checkpoints; the stages that make the tiny base.
 *
 * <p>In: records and pictures. Out: a run folder with metrics and checkpoints.
 */
package borboleta.train;
