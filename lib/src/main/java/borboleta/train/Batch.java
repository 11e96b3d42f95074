package borboleta.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import borboleta.model.Llava;
import borboleta.tensor.Ops;
import borboleta.text.Sample;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Samples of different lengths as arrays. Rows are padded on the right, where causal attention
 * never looks back from, so no mask is needed.
 *
 * @param ids (B, T), int64
 * @param pixels (I, C, S, S), or null where no sample has a picture
 * @param imageSlots where the image tokens stand in the flattened ids, or null
 * @param answerSlots positions in the flattened (B, T) whose next token is learnt: (K)
 * @param answers those next tokens: (K)
 */
public record Batch(
    NDArray ids, NDArray pixels, NDArray imageSlots, NDArray answerSlots, NDArray answers) {

  /**
   * Lays samples out.
   *
   * @param pictures (C·S·S) floats for each sample that has image tokens, in order; none where the
   *     caller places features of its own
   * @param size side S of a picture in pixels
   */
  public static Batch of(
      NDManager manager,
      List<Sample> samples,
      List<float[]> pictures,
      int size,
      long imageToken,
      long padToken) {
    int rows = samples.size();
    int length = samples.stream().mapToInt(Sample::length).max().orElseThrow();
    long[] ids = new long[rows * length];
    LongStream.Builder slots = LongStream.builder();
    LongStream.Builder answerSlots = LongStream.builder();
    LongStream.Builder answers = LongStream.builder();
    for (int row = 0; row < rows; row++) {
      Sample sample = samples.get(row);
      for (int t = 0; t < length; t++) {
        int at = row * length + t;
        ids[at] = t < sample.length() ? sample.ids()[t] : padToken;
        if (ids[at] == imageToken) {
          slots.add(at);
        }
        if (t + 1 < sample.length() && sample.labels()[t + 1] != Ops.IGNORE_INDEX) {
          answerSlots.add(at);
          answers.add(sample.labels()[t + 1]);
        }
      }
    }
    NDArray pixels = null;
    if (!pictures.isEmpty()) {
      FloatBuffer all = FloatBuffer.allocate(pictures.size() * pictures.get(0).length);
      pictures.forEach(all::put);
      pixels = manager.create(all.array(), new Shape(pictures.size(), 3, size, size));
    }
    long[] places = slots.build().toArray();
    NDArray imageSlots = places.length == 0 ? null : manager.create(places);
    return new Batch(
        manager.create(ids, new Shape(rows, length)),
        pixels,
        imageSlots,
        manager.create(answerSlots.build().toArray()),
        manager.create(answers.build().toArray()));
  }

  /** Mean cross-entropy of the answers; only their positions are scored against the vocabulary. */
  public NDArray loss(Llava model) {
    return loss(model, model.inputs(ids, pixels, imageSlots));
  }

  /** The same for inputs (B, T, H) that the caller made. */
  public NDArray loss(Llava model, NDArray inputs) {
    NDArray hidden = model.language().hidden(inputs, null, null); // (B, T, H)
    NDArray logits = model.language().logits(Ops.rows(hidden, answerSlots)); // (K, V)
    return Ops.crossEntropy(logits, answers);
  }

  /** Positions that the language model reads, padding included. */
  public long tokens() {
    return ids.size();
  }
}
