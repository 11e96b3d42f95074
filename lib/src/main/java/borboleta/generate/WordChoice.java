package borboleta.generate;

import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;

/** Chooses a row's next word: the likeliest one, or one drawn by its probability. */
final class WordChoice {
  private final List<LogitsProcessor> processors;
  private final boolean draws;

  WordChoice(GenerationSettings settings) {
    processors = LogitsProcessor.of(settings);
    draws = settings.doSample();
  }

  /** Whether the likeliest word is taken as the model gives it. */
  boolean isPlain() {
    return processors.isEmpty() && !draws;
  }

  /**
   * Chooses a word.
   *
   * @param scores (V) logits, which are changed
   * @param seen words of the prompt and of the answer so far
   */
  int choose(float[] scores, BitSet seen, RandomGenerator random) {
    processors.forEach(processor -> processor.apply(scores, seen));
    return draws ? draw(probabilities(scores), random.nextDouble()) : likeliest(scores);
  }

  /** Softmax: scores (V) to probabilities (V), whose sum is 1. */
  static double[] probabilities(float[] scores) {
    float most = scores[likeliest(scores)];
    double[] probabilities = new double[scores.length];
    double sum = 0;
    for (int id = 0; id < scores.length; id++) {
      if (scores[id] != Float.NEGATIVE_INFINITY) {
        probabilities[id] = Math.exp(scores[id] - most);
        sum += probabilities[id];
      }
    }
    for (int id = 0; id < scores.length; id++) {
      probabilities[id] /= sum;
    }
    return probabilities;
  }

  /** The word in whose part of the line from 0 to 1 a point lies. */
  private static int draw(double[] probabilities, double point) {
    double end = 0;
    int last = 0;
    for (int id = 0; id < probabilities.length; id++) {
      if (probabilities[id] > 0) {
        last = id;
        end += probabilities[id];
        if (point < end) {
          return id;
        }
      }
    }
    return last; // The sum may fall short of 1 by a rounding.
  }

  private static int likeliest(float[] scores) {
    int best = 0;
    for (int id = 1; id < scores.length; id++) {
      if (scores[id] > scores[best]) {
        best = id;
      }
    }
    return best;
  }
}
