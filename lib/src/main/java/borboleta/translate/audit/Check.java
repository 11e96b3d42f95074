package borboleta.translate.audit;

/**
 * Looks for one kind of fault. A check keeps nothing of the records that it has seen, so that many
 * threads may ask it; one that must compare records is a {@link FileCheck}.
 */
public interface Check {
  /** A short name, in lower case with hyphens. */
  String name();

  /** What the check demands and why, in a sentence. */
  String explanation();

  /** A fault that it catches. */
  String example();

  /** Compares one record with its translation and tells {@code faults} what is wrong. */
  void check(Pair pair, Faults faults);
}
