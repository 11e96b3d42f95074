package borboleta.nn;

/** How many bits the weights of a language model's linear layers take while it generates. */
public enum Quantization {
  /** As they are loaded. */
  NONE,
  /** Eight bits, one scale a row. */
  INT8,
  /** Four bits, one scale and zero for each group of 32 weights; the head takes eight. */
  INT4
}
