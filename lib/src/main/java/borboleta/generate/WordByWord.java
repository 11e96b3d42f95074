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

  /** Writes until all rows are over; those that are over leave the batch. */
  void write(Continuation model, List<AnswerRow> rows) {
    List<AnswerRow> going = rows;
    long[] words = null; // (R)
    while (!going.isEmpty()) {
      try (Scope step = Scope.open()) {
        words = choose(words == null ? model.read() : model.read(words), going);
      }
      for (int row = 0; row < words.length; row++) {
        going.get(row).add(words[row]);
      }
      int[] stay = Leaving.staying(going.stream().map(AnswerRow::isOver).toList());
      if (stay.length > 0 && stay.length < words.length) {
        try (Scope step = Scope.open()) {
          model.take(stay);
        }
      }
      List<AnswerRow> all = going;
      long[] last = words;
      going = Arrays.stream(stay).mapToObj(all::get).toList();
      words = Arrays.stream(stay).mapToLong(row -> last[row]).toArray();
    }
  }

  private long[] choose(NDArray logits, List<AnswerRow> rows) {
    if (choice.isPlain()) {
      return Ops.argMax(logits).toLongArray();
    }
    float[] all = Ops.toFloat32(logits).toFloatArray(); // (R, V)
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
