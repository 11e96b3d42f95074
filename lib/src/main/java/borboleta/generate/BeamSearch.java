package borboleta.generate;

import ai.djl.ndarray.NDArray;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import java.util.Arrays;
import java.util.List;

/** Searches the best answers of a batch of prompts, each with its own {@link Beams}. */
final class BeamSearch {
  private final GenerationSettings settings;
  private final Ending ending;

  BeamSearch(GenerationSettings settings, Ending ending) {
    this.settings = settings;
    this.ending = ending;
  }

  /**
   * Searches until nothing better can come, and hands each row its best text.
   *
   * @param model with K copies of each prompt
   * @param inputs (B, T, H), see {@link Continuation#read(NDArray)}
   */
  void write(Continuation model, NDArray inputs, List<AnswerRow> rows) {
    List<Beams> all = rows.stream().map(row -> new Beams(settings, ending, row.seen())).toList();
    long[] words = null; // (B·K)
    while (!all.stream().allMatch(Beams::isOver)) {
      try (Scope step = Scope.open()) {
        if (words != null) {
          model.reorder(order(all));
        }
        NDArray logits = words == null ? model.read(inputs) : model.read(words);
        float[] scores = Ops.logSoftmax(logits).toFloatArray(); // (B, V), later (B·K, V)
        for (int i = 0; i < all.size(); i++) {
          if (!all.get(i).isOver()) {
            all.get(i).step(part(scores, i, all.size(), words == null ? 1 : settings.numBeams()));
          }
        }
        words = all.stream().flatMapToLong(beams -> Arrays.stream(beams.words())).toArray();
      }
    }
    for (int i = 0; i < rows.size(); i++) {
      Arrays.stream(all.get(i).best()).forEach(rows.get(i)::add);
    }
  }

  /** A prompt's part (K, V) of all scores, in which it has one row for all its beams, or K. */
  private float[][] part(float[] scores, int prompt, int prompts, int copies) {
    int vocabulary = scores.length / (prompts * copies);
    float[][] part = new float[settings.numBeams()][];
    for (int beam = 0; beam < part.length; beam++) {
      int from = (prompt * copies + beam % copies) * vocabulary;
      part[beam] = Arrays.copyOfRange(scores, from, from + vocabulary);
    }
    return part;
  }

  /** Which row of the batch each row goes on from. */
  private int[] order(List<Beams> all) {
    int[] order = new int[all.size() * settings.numBeams()];
    for (int row = 0; row < order.length; row++) {
      int first = row - row % settings.numBeams();
      order[row] = first + all.get(row / settings.numBeams()).from()[row - first];
    }
    return order;
  }
}
