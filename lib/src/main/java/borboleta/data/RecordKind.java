package borboleta.data;

import java.util.Locale;

/**
 * The three kinds of LLaVA's instruction records, with their shares.
 *
 * <p>Source: Liu et al. 2023, "Visual Instruction Tuning": 58 thousand conversations, 23 thousand
 * detailed descriptions, 77 thousand of complex reasoning.
 */
public enum RecordKind {
  /** Several questions about what is to be seen. */
  CONVERSATION(58),
  /**
   * One description. A caption gives all answers away, so it never shares a record with questions.
   */
  DETAIL(23),
  /** One question that needs knowledge beside sight. */
  COMPLEX_REASONING(77);

  private final int share;

  RecordKind(int share) {
    this.share = share;
  }

  /** The name in file names: lower case. */
  public String fileName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * How many of {@code records} are of this kind; the counts of the three kinds add up to {@code
   * records}.
   */
  public int count(int records) {
    int before = 0;
    int all = 0;
    for (RecordKind kind : values()) {
      before += kind.ordinal() < ordinal() ? kind.share : 0;
      all += kind.share;
    }
    return (int)
        (Math.round((double) records * (before + share) / all)
            - Math.round((double) records * before / all));
  }
}
