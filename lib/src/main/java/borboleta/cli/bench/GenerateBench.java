package borboleta.cli.bench;

import ai.djl.ndarray.NDArray;
import borboleta.hub.LlavaFolder;
import borboleta.hub.LoadOptions;
import borboleta.model.LlamaDecoder;
import borboleta.model.Llava;
import borboleta.nn.KvCache;
import borboleta.tensor.NativeMemory;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import borboleta.train.Batch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** The peer's generation: a prompt with one picture, then greedy decoding. */
final class GenerateBench {
  private static final int WORDS = 32;
  private static final int NEW_TOKENS = 128;
  private static final int FIRST_RUNS = 5;

  private GenerateBench() {}

  /**
   * Decodes some times.
   *
   * @param repeat how often the long answer is given
   * @param progress hears of each run, from 1
   * @return the peer's keys
   */
  static Map<String, Object> run(Path folder, LoadOptions options, int repeat, IntConsumer progress)
      throws IOException {
    try (Llava model = LlavaFolder.load(folder, null, options).model();
        Scope scope = Scope.open()) {
      Batch batch = PeerWork.batch(model, 1, WORDS, options.type());
      decode(model, batch, 8);
      List<Double> first = new ArrayList<>();
      List<Double> whole = new ArrayList<>();
      for (int i = 0; i < FIRST_RUNS; i++) {
        first.add(decode(model, batch, 1));
      }
      for (int i = 0; i < repeat; i++) {
        whole.add(decode(model, batch, NEW_TOKENS + 1));
        progress.accept(i + 1);
      }
      double one = Median.of(first);
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("what", "generate");
      result.put("first_token_seconds", one);
      result.put("decode_tokens_per_second", NEW_TOKENS / (Median.of(whole) - one));
      result.put("peak_rss_mb", NativeMemory.peakMegabytes());
      return result;
    }
  }

  /** Reads the prompt and takes the likeliest word again and again; returns the seconds. */
  private static double decode(Llava model, Batch batch, int tokens) {
    long began = System.nanoTime();
    int length = (int) batch.ids().getShape().get(1);
    try (Scope scope = Scope.open();
        KvCache cache = model.language().newCache(1, length + tokens)) {
      NDArray hidden = model.hidden(batch.ids(), batch.pixels(), batch.imageSlots(), null, cache);
      NDArray logits = model.language().logits(Ops.at(hidden, -1)); // (1, V)
      try (LlamaDecoder decoder = model.language().decoder(cache)) {
        for (int i = 1; i < tokens; i++) {
          long word = Ops.argMax(logits).toLongArray()[0];
          try (Scope step = Scope.open()) {
            NDArray id = Scope.manager().create(new long[][] {{word}});
            logits = step.keep(decoder.step(id, null));
          }
        }
      }
      Ops.argMax(logits).toLongArray();
    }
    return (System.nanoTime() - began) / 1e9;
  }
}
