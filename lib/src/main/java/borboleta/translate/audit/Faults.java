package borboleta.translate.audit;

/** Hears of a fault. */
@FunctionalInterface
public interface Faults {
  /**
   * Reports one fault.
   *
   * @param where the place within the record, for example "turn 1, value"
   * @param expected what should stand there
   * @param found what stands there
   */
  void add(String where, String expected, String found);
}
