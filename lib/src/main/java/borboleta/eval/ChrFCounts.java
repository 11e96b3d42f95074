package borboleta.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The runs that chrF and chrF++ count, order by order: characters first, then words. */
final class ChrFCounts {
  private static final int LETTER_ORDERS = 6;
  private static final double BETA_SQUARED = 4;
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private final long[] ours; // (orders) runs of the texts
  private final long[] theirs; // (orders) runs of the references
  private final long[] both; // (orders) runs that they share

  private ChrFCounts(int orders) {
    ours = new long[orders];
    theirs = new long[orders];
    both = new long[orders];
  }

  /**
   * Sums up the counts of all texts, each beside the first of its references that no other beats.
   *
   * @param wordOrders the longest run of words that counts; 0 for none
   */
  static ChrFCounts of(List<Hypothesis> hypotheses, int wordOrders) {
    Hypothesis.requireSome(hypotheses);
    ChrFCounts sum = new ChrFCounts(LETTER_ORDERS + wordOrders);
    for (Hypothesis hypothesis : hypotheses) {
      ChrFCounts best = null;
      for (String reference : hypothesis.references()) {
        ChrFCounts counts = new ChrFCounts(LETTER_ORDERS + wordOrders);
        counts.compare(hypothesis.text(), reference, wordOrders);
        if (best == null || counts.score() > best.score()) {
          best = counts;
        }
      }
      sum.add(best);
    }
    return sum;
  }

  private void compare(String text, String reference, int wordOrders) {
    compare(letters(text), letters(reference), 0, LETTER_ORDERS);
    compare(words(text), words(reference), LETTER_ORDERS, wordOrders);
  }

  private <T> void compare(List<T> text, List<T> reference, int from, int orders) {
    for (int order = 1; order <= orders; order++) {
      Map<List<T>, Integer> model = Runs.of(reference, order);
      int at = from + order - 1;
      // As in sacrebleu, runs count for nothing where the reference is shorter than the order.
      ours[at] = model.isEmpty() ? 0 : Math.max(0, text.size() - order + 1);
      theirs[at] = Math.max(0, reference.size() - order + 1);
      both[at] = Runs.shared(Runs.of(text, order), model);
    }
  }

  private void add(ChrFCounts other) {
    for (int i = 0; i < ours.length; i++) {
      ours[i] += other.ours[i];
      theirs[i] += other.theirs[i];
      both[i] += other.both[i];
    }
  }

  /** The F score of the mean precision and the mean recall of the orders, 0 to 100. */
  double score() {
    double precision = 0;
    double recall = 0;
    int orders = 0;
    for (int i = 0; i < ours.length; i++) {
      if (ours[i] > 0 && theirs[i] > 0) {
        precision += (double) both[i] / ours[i];
        recall += (double) both[i] / theirs[i];
        orders++;
      }
    }
    if (precision + recall == 0) {
      return 0;
    }
    precision /= orders;
    recall /= orders;
    return 100 * (1 + BETA_SQUARED) * precision * recall / (BETA_SQUARED * precision + recall);
  }

  /** The code points that are no white space. */
  private static List<Integer> letters(String text) {
    return text.codePoints().filter(c -> !Words.isSpace(c)).boxed().toList();
  }

  /** The words, with one punctuation mark apart: "(hi)" gives "(hi" and ")". */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : Words.of(text)) {
      int end = word.length() - 1;
      if (end > 0 && PUNCTUATION.indexOf(word.charAt(end)) >= 0) {
        words.add(word.substring(0, end));
        words.add(word.substring(end));
      } else if (end > 0 && PUNCTUATION.indexOf(word.charAt(0)) >= 0) {
        words.add(word.substring(0, 1));
        words.add(word.substring(1));
      } else {
        words.add(word);
      }
    }
    return words;
  }
}
