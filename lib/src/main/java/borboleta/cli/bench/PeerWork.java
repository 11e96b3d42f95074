package borboleta.cli.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import borboleta.model.Llava;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import borboleta.tensor.TorchRandom;
import borboleta.tensor.WeightType;
import borboleta.train.Batch;
import java.util.stream.LongStream;

/**
 * The inputs of the Python peer ({@code lib/bench/peer.py}, function {@code batch}): random words
 * and a random picture in each row, the last words to be learnt. The same numbers, drawn by the
 * same generator.
 */
final class PeerWork {
  private static final int SEED = 1;
  static final int LEARNT = 30;

  private PeerWork() {}

  /**
   * Draws rows of one picture and some words; arrays belong to the current scope.
   *
   * @param text number of words in a row, the first of them the beginning of the text
   */
  static Batch batch(Llava model, int rows, int text, WeightType type) {
    Llava.Config config = model.config();
    int patches = config.vision().patches();
    int length = 1 + patches + text - 1;
    int side = config.vision().imageSize();
    TorchRandom.seed(SEED);
    // The peer's own bounds for its vocabulary of 8,000.
    long[] words =
        TorchRandom.integers(3, config.text().vocabSize() - 100, rows, text - 1).toLongArray();
    NDArray pixels = TorchRandom.normal(rows, config.vision().numChannels(), side, side);
    long[] ids = new long[rows * length];
    LongStream.Builder slots = LongStream.builder();
    LongStream.Builder answerSlots = LongStream.builder();
    LongStream.Builder answers = LongStream.builder();
    for (int row = 0; row < rows; row++) {
      int first = row * length;
      ids[first] = config.text().bosTokenId();
      for (int patch = 1; patch <= patches; patch++) {
        ids[first + patch] = config.imageTokenIndex();
        slots.add(first + patch);
      }
      for (int word = 0; word < text - 1; word++) {
        ids[first + 1 + patches + word] = words[row * (text - 1) + word];
      }
      for (int at = length - LEARNT; at < length && text > LEARNT; at++) {
        answerSlots.add(first + at - 1L);
        answers.add(ids[first + at]);
      }
    }
    return new Batch(
        Scope.manager().create(ids, new Shape(rows, length)),
        type == WeightType.FLOAT32 ? pixels : Ops.toBfloat16(pixels),
        Scope.manager().create(slots.build().toArray()),
        Scope.manager().create(answerSlots.build().toArray()),
        Scope.manager().create(answers.build().toArray()));
  }
}
