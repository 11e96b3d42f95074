package borboleta.eval.review;

import borboleta.translate.audit.Pair;
import java.util.Locale;

/** A kind of record that a sample must not miss: its shape and its length. */
public enum Stratum {
  CONVERSATION_SHORT,
  CONVERSATION_LONG,
  ANSWER_SHORT,
  ANSWER_LONG;

  /** Half of LLaVA-Instruct's answers are longer. */
  private static final int LONG = 600;

  /** The stratum of a record. */
  public static Stratum of(Pair pair) {
    int letters = pair.texts().stream().mapToInt(turn -> turn.sourceValue().length()).sum();
    boolean conversation = pair.texts().size() > 2;
    return conversation
        ? letters > LONG ? CONVERSATION_LONG : CONVERSATION_SHORT
        : letters > LONG ? ANSWER_LONG : ANSWER_SHORT;
  }

  /** Its name in sheets and tables: "answer, long". */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace("_", ", ");
  }
}
