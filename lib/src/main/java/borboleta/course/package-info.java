/**
 * What the notebooks call: workspace, tiers, gates, exercises, renderers, charts.
 *
 * <p>In: the rooms below. Out: things worth looking at.
 */
package borboleta.course;
