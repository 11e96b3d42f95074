/**
 * The ground floor: the op pack (TorchScript ops that DJL lacks), dtypes, memory scopes, seeds and
 * safetensors.
 *
 * <p>In: NDArrays and files. Out: NDArrays. It is the only room that touches bf16 arrays, which
 * Java sees as {@code UNKNOWN}.
 */
package borboleta.tensor;
