package borboleta.data;

/** Hears how far a long task is. */
@FunctionalInterface
public interface Progress {
  /** Keeps silent. */
  Progress NONE = (done, total, unit) -> {};

  /** Reports {@code done} of {@code total} in the named unit, for example "pictures". */
  void update(long done, long total, String unit);
}
