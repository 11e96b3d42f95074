package borboleta.text;

import java.util.List;

/**
 * What was asked and answered about one picture, or about none.
 *
 * @param id the record's id, for messages
 * @param rounds in order; the last answer is null where the model is to give it
 */
public record Conversation(String id, List<Round> rounds) {
  /** A question, perhaps with {@code <image>} in it, and its answer. */
  public record Round(String question, String answer) {}

  public static Conversation ask(String question, boolean picture) {
    return new Conversation(
        "question",
        List.of(new Round(picture ? ChatTemplate.IMAGE + "\n" + question : question, null)));
  }
}
