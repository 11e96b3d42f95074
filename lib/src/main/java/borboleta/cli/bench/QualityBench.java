package borboleta.cli.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import borboleta.hub.LlamaFolder;
import borboleta.hub.LoadOptions;
import borboleta.model.Llama;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import borboleta.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/** What fewer bits cost a LLaMA in quality, measured on a text. */
final class QualityBench {
  private static final int WINDOW = 256;

  /** Fewer words would make a figure of chance. */
  private static final int FEWEST = 64;

  private QualityBench() {}

  /**
   * Reads a text with the whole model and with a smaller one, window by window.
   *
   * @param text in UTF-8
   * @param whole how the model is held that the other is compared with
   * @param progress hears of each percent
   * @return perplexity of both, the mean divergence of their predictions in nats (Kullback-Leibler,
   *     from the whole model's) and the share of words for which both name the same likeliest one
   * @throws IOException if a file is missing, or the text is too short
   */
  static Map<String, Object> run(
      Path folder, Path text, LoadOptions whole, LoadOptions small, IntConsumer progress)
      throws IOException {
    try (Llama reference = LlamaFolder.load(folder, whole);
        Llama model = LlamaFolder.load(folder, small)) {
      long[] ids;
      try (Tokenizer tokenizer = Tokenizer.load(folder)) {
        if (tokenizer.size() > model.config().vocabSize()) {
          throw new IOException(
              "%s has %d entries and its model %d words; take the tokenizer that was published with it"
                  .formatted(
                      folder.resolve("tokenizer.json"),
                      tokenizer.size(),
                      model.config().vocabSize()));
        }
        ids = tokenizer.encode(Files.readString(text));
      }
      if (ids.length < FEWEST) {
        throw new IOException(
            "%s has %d tokens; give a text of %d or more".formatted(text, ids.length, FEWEST));
      }
      Sums sums = new Sums();
      for (int from = 0; from + 1 < ids.length; from += WINDOW) {
        long[] window = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + WINDOW + 1));
        try (Scope scope = Scope.open()) {
          sums.add(window, logits(reference, window), logits(model, window));
        }
        progress.accept((int) Math.min(100, 100L * (from + WINDOW) / ids.length));
      }
      return sums.result();
    }
  }

  /** Logits for each next word of a window, row by row. */
  private static float[][] logits(Llama model, long[] window) {
    int words = window.length - 1;
    NDArray ids = Scope.manager().create(Arrays.copyOf(window, words), new Shape(1, words));
    NDArray hidden = model.hidden(model.embed(ids), null, null); // (1, T, H)
    float[] flat = Ops.toFloat32(model.logits(hidden)).toFloatArray();
    int size = flat.length / words;
    float[][] rows = new float[words][];
    for (int i = 0; i < words; i++) {
      rows[i] = Arrays.copyOfRange(flat, i * size, (i + 1) * size);
    }
    return rows;
  }

  private static final class Sums {
    private double wholeLoss;
    private double smallLoss;
    private double divergence;
    private long same;
    private long words;

    void add(long[] window, float[][] whole, float[][] small) {
      for (int i = 0; i < whole.length; i++) {
        double[] p = logProbabilities(whole[i]);
        double[] q = logProbabilities(small[i]);
        int next = (int) window[i + 1];
        wholeLoss -= p[next];
        smallLoss -= q[next];
        for (int word = 0; word < p.length; word++) {
          divergence += Math.exp(p[word]) * (p[word] - q[word]);
        }
        same += largest(p) == largest(q) ? 1 : 0;
        words++;
      }
    }

    private static double[] logProbabilities(float[] logits) {
      double most = Float.NEGATIVE_INFINITY;
      for (float logit : logits) {
        most = Math.max(most, logit);
      }
      double sum = 0;
      for (float logit : logits) {
        sum += Math.exp(logit - most);
      }
      double[] result = new double[logits.length];
      for (int i = 0; i < result.length; i++) {
        result[i] = logits[i] - most - Math.log(sum);
      }
      return result;
    }

    private static int largest(double[] values) {
      int best = 0;
      for (int i = 1; i < values.length; i++) {
        best = values[i] > values[best] ? i : best;
      }
      return best;
    }

    Map<String, Object> result() {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("what", "quality");
      result.put("tokens", words);
      result.put("perplexity", Math.exp(wholeLoss / words));
      result.put("perplexity_fewer_bits", Math.exp(smallLoss / words));
      result.put("mean_divergence_nats", divergence / words);
      result.put("same_likeliest", (double) same / words);
      return result;
    }
  }
}
