package borboleta.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import borboleta.data.WholeFolder;
import borboleta.hub.LlavaFolder;
import borboleta.hub.LoadOptions;
import borboleta.hub.TrainedAdapter;
import borboleta.model.Llava;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import borboleta.tensor.WeightType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.LongStream;

/**
 * Makes one model of a base and an adapter, and shows that it is the same model: both give logits
 * for a picture and some words, and these have to agree.
 *
 * @param difference largest one between merged and unmerged logits
 * @param tolerance what it may be: a share of the largest logit
 */
public record AdapterMerge(double difference, double tolerance) {
  private static final double SHARE_FP32 = 1e-4;

  /** Two bf16 numbers next to each other differ by 1/256; a sum over layers by a few of these. */
  private static final double SHARE_BF16 = 0.03;

  private static final int WORDS = 24;

  /**
   * Merges.
   *
   * @param out folder for the merged model in Hugging Face's form; it must not hold anything
   * @param type of the weights in memory and in the file
   * @throws IOException if a folder cannot be read, the adapter is another model's, or the logits
   *     do not agree; nothing is then written
   */
  public static AdapterMerge run(Path base, Path adapter, Path out, WeightType type)
      throws IOException {
    WholeFolder.refuseToReplace(out);
    try (Llava model = LlavaFolder.loadBase(base, adapter, LoadOptions.of(type));
        TrainedAdapter trained = TrainedAdapter.read(adapter, model)) {
      trained.attach();
      float[] unmerged = logits(model);
      trained.merge();
      float[] merged = logits(model);
      AdapterMerge result = compare(unmerged, merged, type);
      if (!(result.difference() <= result.tolerance())) {
        throw new IOException(
            "logits of the merged model differ by %.2e from those of base and adapter, and may by %.2e; nothing was written"
                .formatted(result.difference(), result.tolerance()));
      }
      WholeFolder.write(
          out,
          folder -> {
            LlavaFolder.save(model, folder, type == WeightType.BFLOAT16);
            LlavaFolder.copySettings(base, folder);
          });
      return result;
    }
  }

  private static AdapterMerge compare(float[] want, float[] got, WeightType type) {
    double difference = 0;
    double largest = 0;
    for (int i = 0; i < want.length; i++) {
      double one = Math.abs((double) want[i] - got[i]);
      // A comparison with NaN is false, so that NaN has to be looked for.
      difference = Double.isNaN(one) ? Double.NaN : Math.max(difference, one);
      largest = Math.max(largest, Math.abs(want[i]));
    }
    double share = type == WeightType.FLOAT32 ? SHARE_FP32 : SHARE_BF16;
    return new AdapterMerge(difference, share * largest);
  }

  /** Logits (T, V) of a striped picture and words from the whole vocabulary. */
  private static float[] logits(Llava model) {
    Llava.Config c = model.config();
    int patches = c.vision().patches();
    int side = c.vision().imageSize();
    int words = Math.min(WORDS, Math.max(1, c.text().maxPositionEmbeddings() - patches - 1));
    long[] ids =
        LongStream.concat(
                LongStream.concat(
                    LongStream.of(c.text().bosTokenId()),
                    LongStream.generate(c::imageTokenIndex).limit(patches)),
                LongStream.range(0, words).map(i -> word(c, i)))
            .toArray();
    float[] pixels = new float[c.vision().numChannels() * side * side];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) Math.sin(i * 0.37) * 2;
    }
    try (Scope scope = Scope.open()) {
      NDArray picture =
          Scope.manager().create(pixels, new Shape(1, c.vision().numChannels(), side, side));
      NDArray slots = Scope.manager().create(LongStream.rangeClosed(1, patches).toArray());
      NDArray hidden =
          model.hidden(
              Scope.manager().create(ids, new Shape(1, ids.length)),
              picture,
              slots,
              null,
              null); // (1, T, H)
      return Ops.toFloat32(model.language().logits(hidden)).toFloatArray(); // (1, T, V)
    }
  }

  private static long word(Llava.Config c, long i) {
    long id = 3 + i * (c.text().vocabSize() - 4) / WORDS;
    return id == c.imageTokenIndex() ? id + 1 : id;
  }
}
