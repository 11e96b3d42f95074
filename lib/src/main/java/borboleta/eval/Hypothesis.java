package borboleta.eval;

import java.util.ArrayList;
import java.util.List;

/**
 * A text to be scored, beside what people wrote.
 *
 * @param text what a model wrote; it may be empty
 * @param references what it should have written, in one or more wordings
 */
public record Hypothesis(String text, List<String> references) {

  /**
   * Copies the references.
   *
   * @throws IllegalArgumentException when there is none
   */
  public Hypothesis {
    references = List.copyOf(references);
    if (references.isEmpty()) {
      throw new IllegalArgumentException(
          "no reference for the text \"%s\"; give at least one".formatted(text));
    }
  }

  /**
   * Puts each text beside its only reference.
   *
   * @throws IllegalArgumentException when there are not as many references as texts
   */
  public static List<Hypothesis> all(List<String> texts, List<String> references) {
    if (texts.size() != references.size()) {
      throw new IllegalArgumentException(
          "%,d texts but %,d references; give one reference a text, in the same order"
              .formatted(texts.size(), references.size()));
    }
    List<Hypothesis> all = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      all.add(new Hypothesis(texts.get(i), List.of(references.get(i))));
    }
    return all;
  }

  /** Refuses a corpus without texts: a score of nothing would pass for a score of 0. */
  static void requireSome(List<Hypothesis> hypotheses) {
    if (hypotheses.isEmpty()) {
      throw new IllegalArgumentException("no texts to score; give at least one");
    }
  }
}
