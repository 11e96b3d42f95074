package borboleta.eval;

import java.util.ArrayList;
import java.util.List;

/**
 * ROUGE-L of tokenised captions: how many words of a reference stand in the caption in the same
 * order, with others between them or not; recall weighs 1.2 times as much as precision.
 *
 * <p>Of several references the best precision and the best recall are taken, each for itself. Words
 * are split at every single space, so that two spaces enclose an empty word and an empty caption is
 * one empty word.
 *
 * <p>Source: C.-Y. Lin, ROUGE (2004), equations 2 to 4; the same figures as pycocoevalcap 1.2
 * (rouge/rouge.py).
 *
 * @param mean of the items, 0 to 1
 * @param items one figure a caption
 */
public record RougeL(double mean, List<Double> items) {
  private static final double BETA_SQUARED = 1.2 * 1.2;

  /**
   * Scores captions.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static RougeL of(List<Hypothesis> captions) {
    Hypothesis.requireSome(captions);
    List<Double> items = new ArrayList<>();
    double sum = 0;
    for (Hypothesis caption : captions) {
      double score = score(caption);
      items.add(score);
      sum += score;
    }
    return new RougeL(sum / items.size(), List.copyOf(items));
  }

  private static double score(Hypothesis caption) {
    String[] words = caption.text().split(" ", -1);
    double precision = 0;
    double recall = 0;
    for (String reference : caption.references()) {
      String[] model = reference.split(" ", -1);
      double common = longestCommon(words, model);
      precision = Math.max(precision, common / words.length);
      recall = Math.max(recall, common / model.length);
    }
    return precision == 0
        ? 0
        : (1 + BETA_SQUARED) * precision * recall / (recall + BETA_SQUARED * precision);
  }

  /** The length of the longest row of words that both hold in the same order. */
  private static int longestCommon(String[] some, String[] others) {
    int[] above = new int[others.length + 1];
    for (String word : some) {
      int[] row = new int[others.length + 1];
      for (int j = 1; j <= others.length; j++) {
        row[j] = word.equals(others[j - 1]) ? above[j - 1] + 1 : Math.max(above[j], row[j - 1]);
      }
      above = row;
    }
    return above[others.length];
  }
}
