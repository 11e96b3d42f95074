package borboleta.text;

import java.util.ArrayList;
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

  /**
   * Pairs questions with answers; an answer before the first question is dropped, as LLaVA's
   * training code does.
   *
   * @param speakers {@code human} or {@code gpt} for each turn
   * @param values what was said in each turn
   * @throws IllegalArgumentException naming the record, if question and answer do not alternate
   */
  public static Conversation of(String id, List<String> speakers, List<String> values) {
    List<Round> rounds = new ArrayList<>();
    int first = !speakers.isEmpty() && speakers.get(0).equals("gpt") ? 1 : 0;
    for (int i = first; i < speakers.size(); i += 2) {
      boolean pair =
          i + 1 < speakers.size()
              && speakers.get(i).equals("human")
              && speakers.get(i + 1).equals("gpt");
      if (!pair) {
        throw new IllegalArgumentException(
            "record %s does not alternate between human and gpt at turn %d".formatted(id, i + 1));
      }
      rounds.add(new Round(values.get(i), values.get(i + 1)));
    }
    if (rounds.isEmpty()) {
      throw new IllegalArgumentException("record " + id + " has no question with an answer");
    }
    return new Conversation(id, rounds);
  }

  public static Conversation ask(String question, boolean picture) {
    return new Conversation(
        "question",
        List.of(new Round(picture ? ChatTemplate.IMAGE + "\n" + question : question, null)));
  }
}
