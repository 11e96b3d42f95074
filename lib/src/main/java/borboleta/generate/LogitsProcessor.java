package borboleta.generate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Changes the scores of all words before one is chosen. */
@FunctionalInterface
interface LogitsProcessor {
  /**
   * Changes one row's scores in place; a word that may not be chosen gets minus infinity.
   *
   * @param scores (V)
   * @param seen words of the prompt and of the answer so far
   */
  void apply(float[] scores, BitSet seen);

  /** What the settings ask for, in the order of transformers ({@code _get_logits_processor}). */
  static List<LogitsProcessor> of(GenerationSettings settings) {
    return of(settings, 1);
  }

  /**
   * The same.
   *
   * @param least words that stay in any case
   */
  static List<LogitsProcessor> of(GenerationSettings settings, int least) {
    List<LogitsProcessor> all = new ArrayList<>();
    if (settings.repetitionPenalty() != 1) {
      all.add(new RepetitionPenalty((float) settings.repetitionPenalty()));
    }
    if (settings.doSample()) {
      if (settings.temperature() != 1) {
        all.add(new Temperature((float) settings.temperature()));
      }
      if (settings.topK() > 0) {
        all.add(new TopK(Math.max(settings.topK(), least)));
      }
      if (settings.topP() < 1) {
        all.add(new TopP(settings.topP(), least));
      }
    }
    return all;
  }
}
