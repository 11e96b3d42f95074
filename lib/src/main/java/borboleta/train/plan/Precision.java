package borboleta.train.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What numbers are kept in. */
public enum Precision {
  /** Everything in fp32. */
  @JsonProperty("fp32")
  FP32,
  /** Weights in fp32, products in bf16: PyTorch's autocast. */
  @JsonProperty("autocast")
  AUTOCAST,
  /** Weights, gradients and optimizer in bf16. */
  @JsonProperty("bf16")
  BF16,
  /**
   * Frozen weights in bf16, optimizer in fp32: DeepSpeed's (bf16 weights with an fp32 copy), and
   * the kit's (learning weights fp32, products in bf16).
   */
  @JsonProperty("mixed")
  MIXED;

  /** Bytes of a number that passes from layer to layer. */
  int bytes() {
    return this == FP32 ? 4 : 2;
  }
}
