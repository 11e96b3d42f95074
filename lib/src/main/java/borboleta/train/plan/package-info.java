/**
 * Memory and time of a training run before it runs. In: an architecture, a device, the settings of
 * the work. Out: bytes by part, seconds by part, whether it fits, what to change when it does not;
 * and how far the same formulae are from what others published.
 */
package borboleta.train.plan;
