package borboleta.train;

/**
 * What a run does with records that it cannot learn from. Nothing is left out silently: {@code
 * skipped.tsv} in the run's folder lists each record and why.
 *
 * @param badImage what happens to a record whose picture is missing or cannot be decoded
 * @param badRecord what happens to a record whose turns do not fit the template, whose labels do
 *     not line up, or which has nothing to learn
 */
public record DataPolicy(Choice badImage, Choice badRecord) {
  /** Stops at the first. */
  public static final DataPolicy STRICT = new DataPolicy(Choice.FAIL, Choice.FAIL);

  /** What happens to a record that cannot be learnt. */
  public enum Choice {
    /** The run ends with a sentence that names it. */
    FAIL,
    /** The run goes on without it. */
    SKIP
  }
}
