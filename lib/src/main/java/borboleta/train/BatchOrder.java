package borboleta.train;

/** The order in which records are read; the same for the same seed. */
interface BatchOrder {
  /**
   * Indices of the records of a step, counted from 0.
   *
   * @param size records of a step, the same for every step of a run
   */
  int[] batch(int step, int size);
}
