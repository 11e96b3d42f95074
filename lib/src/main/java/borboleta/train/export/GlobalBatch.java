package borboleta.train.export;

/**
 * How the records of one step are dealt to GPUs.
 *
 * @param gpus number of them
 * @param batch records that a GPU reads at once
 * @param accumulation batches whose gradients make one step
 */
public record GlobalBatch(int gpus, int batch, int accumulation) {
  /**
   * Deals a step's records: as many at once as may be, the rest one after another.
   *
   * @param records of one step, over all GPUs
   * @param most records that a GPU can read at once
   * @throws IllegalArgumentException if the GPUs would not all have as many
   */
  public static GlobalBatch of(int records, int gpus, int most) {
    if (gpus < 1 || records < 1 || records % gpus != 0) {
      throw new IllegalArgumentException(
          "%d records a step cannot be dealt evenly to %d GPUs; choose --gpus or --global-batch so that one divides the other"
              .formatted(records, gpus));
    }
    int each = records / gpus;
    int batch = Math.min(each, most);
    while (each % batch != 0) {
      batch--;
    }
    return new GlobalBatch(gpus, batch, each / batch);
  }

  /** Records of one step, over all GPUs. */
  public int records() {
    return gpus * batch * accumulation;
  }

  /** Steps that transformers' trainer takes over a number of records. */
  public long steps(long records, double epochs) {
    long batches = (records + (long) gpus * batch - 1) / ((long) gpus * batch);
    return (long) Math.ceil(epochs * Math.max(1, batches / accumulation));
  }
}
