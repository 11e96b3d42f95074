package borboleta.translate.audit;

/** Looks for faults that only show between records: it is given every pair, in order, alone. */
interface FileCheck extends Check {
  /** Tells what was found once every pair has been seen. */
  void finish(Placed faults);

  /** Hears of a fault in a record that was seen before. */
  @FunctionalInterface
  interface Placed {
    /**
     * Reports one fault.
     *
     * @param index which pair it was, from 0
     */
    void add(int index, String where, String expected, String found);
  }

  /** A new one without memory, for another audit. */
  FileCheck fresh();
}
