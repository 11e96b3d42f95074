/**
 * Looking at a run from outside, while it goes on or later. In: the run's own files, and fixed
 * questions that the model is asked at intervals. Out: {@code index.html} in the run's folder,
 * which needs nothing beside it, and {@code samples/}.
 */
package borboleta.train.watch;
