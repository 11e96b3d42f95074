/**
 * Has people judge a sample of a translation: what no check can.
 *
 * <p>In: pairs of records. Out: a sheet to fill in, and from its answers the rates of faults with
 * their 95 % intervals.
 */
package borboleta.eval.review;
