package borboleta.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * CIDEr-D of tokenised captions: how alike a caption and its references are where they say what few
 * other pictures' references say, 0 to 10.
 *
 * <p>A run of words weighs the more, the fewer items have it in their references: with one item all
 * weights, and so the score, are 0. Figures of different corpora cannot be compared.
 *
 * <p>Source: R. Vedantam, C. L. Zitnick and D. Parikh, CIDEr (arXiv 1411.5726), equations 1 to 3,
 * and its form CIDEr-D for clipping and the penalty on length; the same figures as pycocoevalcap
 * 1.2 (cider/cider_scorer.py), which calls it CIDEr and takes pairs of words for the length.
 *
 * @param mean of the items
 * @param items one figure a caption
 */
public record Cider(double mean, List<Double> items) {
  private static final int ORDERS = 4;
  private static final double SIGMA = 6;

  /**
   * Scores captions; their references together are the corpus that gives the weights.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Cider of(List<Hypothesis> captions) {
    Hypothesis.requireSome(captions);
    Map<List<String>, Integer> having = new HashMap<>();
    for (Hypothesis caption : captions) {
      Set<List<String>> runs = new HashSet<>();
      for (String reference : caption.references()) {
        for (int order = 1; order <= ORDERS; order++) {
          runs.addAll(Runs.of(Words.of(reference), order).keySet());
        }
      }
      runs.forEach(run -> having.merge(run, 1, Integer::sum));
    }
    double all = Math.log(captions.size());
    List<Double> items = new ArrayList<>();
    double sum = 0;
    for (Hypothesis caption : captions) {
      Weighted text = Weighted.of(caption.text(), having, all);
      double score = 0;
      for (String reference : caption.references()) {
        score += text.likeness(Weighted.of(reference, having, all));
      }
      score *= 10.0 / ORDERS / caption.references().size();
      items.add(score);
      sum += score;
    }
    return new Cider(sum / items.size(), List.copyOf(items));
  }

  /**
   * A text as one vector an order: how often each run stands in it, times the run's weight.
   *
   * @param pairs how many pairs of words it has
   */
  private record Weighted(List<Map<List<String>, Double>> vectors, int pairs) {

    static Weighted of(String text, Map<List<String>, Integer> having, double all) {
      List<String> words = Words.of(text);
      List<Map<List<String>, Double>> vectors = new ArrayList<>();
      for (int order = 1; order <= ORDERS; order++) {
        Map<List<String>, Double> vector = new HashMap<>();
        Runs.of(words, order)
            .forEach(
                (run, n) -> vector.put(run, n * (all - Math.log(having.getOrDefault(run, 1)))));
        vectors.add(vector);
      }
      return new Weighted(vectors, Math.max(0, words.size() - 1));
    }

    /** The sum over the orders of the clipped cosine, less the penalty on length. */
    double likeness(Weighted reference) {
      double sum = 0;
      for (int i = 0; i < ORDERS; i++) {
        double lengths = length(vectors.get(i)) * length(reference.vectors.get(i));
        sum += lengths == 0 ? 0 : product(vectors.get(i), reference.vectors.get(i)) / lengths;
      }
      double longer = pairs - reference.pairs;
      return sum * Math.exp(-longer * longer / (2 * SIGMA * SIGMA));
    }

    /** A run weighs no more than in the reference: saying it again and again gains nothing. */
    private static double product(
        Map<List<String>, Double> ours, Map<List<String>, Double> theirs) {
      double sum = 0;
      for (Map.Entry<List<String>, Double> run : ours.entrySet()) {
        double weight = theirs.getOrDefault(run.getKey(), 0.0);
        sum += Math.min(run.getValue(), weight) * weight;
      }
      return sum;
    }

    private static double length(Map<List<String>, Double> vector) {
      return Math.sqrt(vector.values().stream().mapToDouble(v -> v * v).sum());
    }
  }
}
