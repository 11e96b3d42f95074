package borboleta.generate;

import ai.djl.ndarray.NDArray;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import java.util.Arrays;
import java.util.List;

/** Writes answers one word after the other, the likeliest or a drawn one. */
final class WordByWord {
  private final WordChoice choice;

  WordByWord(GenerationSettings settings) {
    choice = new WordChoice(settings);
  }

  /**
   * Writes until all rows are over.
   *
   * @param inputs (B, T, H), see {@link Continuation#read(NDArray)}
   */
  void write(Continuation model, NDArray inputs, List<AnswerRow> rows) {
    long[] words = null; // (B)
    while (!rows.stream().allMatch(AnswerRow::isOver)) {
      try (Scope step = Scope.open()) {
        words = choose(words == null ? model.read(inputs) : model.read(words), rows);
      }
      for (int row = 0; row < words.length; row++) {
        rows.get(row).add(words[row]);
      }
    }
  }

  private long[] choose(NDArray logits, List<AnswerRow> rows) {
    if (choice.isPlain()) {
      return Ops.argMax(logits).toLongArray();
    }
    float[] all = Ops.toFloat32(logits).toFloatArray(); // (B, V)
    int vocabulary = all.length / rows.size();
    long[] words = new long[rows.size()];
    for (int i = 0; i < words.length; i++) {
      AnswerRow row = rows.get(i);
      if (!row.isOver()) {
        float[] scores = Arrays.copyOfRange(all, i * vocabulary, (i + 1) * vocabulary);
        words[i] = choice.choose(scores, row.seen(), row.random());
      }
    }
    return words;
  }
}
