package borboleta.eval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * TER: how many edits a hundred words of the references the texts need, 0 for none; more than 100
 * where a text is much longer.
 *
 * <p>An edit adds, drops or replaces a word, or moves a run of words to another place. Upper and
 * lower case are the same, words are what lies between white space, and punctuation stays with
 * them. Of several references the one that asks for the fewest edits is taken, and the length is
 * their mean.
 *
 * <p>Source: M. Snover and others, A study of translation edit rate (AMTA 2006); the same figures
 * as sacrebleu 2.6 with its defaults (case:lc|tok:tercom|norm:no|punct:yes|asian:no).
 */
public final class Ter {
  private Ter() {}

  /** Scores one text against its reference. */
  public static double sentence(String hypothesis, String reference) {
    return corpus(List.of(hypothesis), List.of(reference));
  }

  /**
   * Scores all texts together.
   *
   * @throws IllegalArgumentException when there are not as many references as texts, or none
   */
  public static double corpus(List<String> hypotheses, List<String> references) {
    return corpus(Hypothesis.all(hypotheses, references));
  }

  /**
   * Scores all texts together, each beside all its references.
   *
   * @throws IllegalArgumentException when there is no text
   */
  public static double corpus(List<Hypothesis> hypotheses) {
    Hypothesis.requireSome(hypotheses);
    double edits = 0;
    double length = 0;
    for (Hypothesis hypothesis : hypotheses) {
      Map<String, Integer> numbers = new HashMap<>();
      int[] text = words(hypothesis.text(), numbers);
      int fewest = Integer.MAX_VALUE;
      double words = 0;
      for (String wording : hypothesis.references()) {
        int[] reference = words(wording, numbers);
        fewest = Math.min(fewest, TerEdits.count(text, reference));
        words += reference.length;
      }
      edits += fewest;
      length += words / hypothesis.references().size();
    }
    if (length == 0) {
      return edits > 0 ? 100 : 0;
    }
    return 100 * edits / length;
  }

  /** The words as numbers, the same for the same word. */
  private static int[] words(String text, Map<String, Integer> numbers) {
    return Words.of(LowerCase.of(text)).stream()
        .mapToInt(word -> numbers.computeIfAbsent(word, unknown -> numbers.size()))
        .toArray();
  }
}
