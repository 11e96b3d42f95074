package borboleta.tensor;

/** In which type floating weights are held in memory. */
public enum WeightType {
  /** Four bytes a weight, whatever the file has. */
  FLOAT32,
  /** Two bytes a weight, whatever the file has. */
  BFLOAT16,
  /** As the file has them. */
  STORED
}
