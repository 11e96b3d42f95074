package borboleta.generate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import borboleta.model.Llama;
import borboleta.model.LlamaDecoder;
import borboleta.nn.KvCache;
import borboleta.nn.RopeScaling;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.Supplier;

/** How a LLaMA goes on: all layers in one call a word, behind a cache. */
record LlamaLanguage(Llama model) implements LanguageModel {
  @Override
  public long room(int prompt) {
    Llama.Config c = model.config();
    return c.ropeScaling().limit(c.maxPositionEmbeddings()) - (long) prompt + 1;
  }

  @Override
  public boolean fits(int shorter, int longer, int words) {
    // Near the last position padding would cost words, and DYNAMIC's positions are not relative.
    return shorter == longer
        || model.config().ropeScaling().kind() != RopeScaling.Kind.DYNAMIC && words < room(longer);
  }

  @Override
  public int end() {
    return model.config().eosTokenId();
  }

  @Override
  public Continuation start(
      PromptBatch prompts, List<BufferedImage> pictures, int copies, int words) {
    LanguageModel.demandNone(pictures);
    return start(prompts, () -> model.embed(prompts.ids()), copies, words);
  }

  /**
   * Prepares the answers to prompts that need not be words alone.
   *
   * @param inputs what stands for the ids of the batch: (B, T, H)
   */
  Continuation start(PromptBatch prompts, Supplier<NDArray> inputs, int copies, int words) {
    int positions = prompts.length() + words - 1; // Nobody reads the last word.
    RowCache rows = new RowCache(model::newCache, prompts, copies, positions);
    return new Reading(prompts, inputs, rows);
  }

  private final class Reading implements Continuation {
    private final PromptBatch prompts;
    private final Supplier<NDArray> inputs;
    private final RowCache rows;
    private LlamaDecoder decoder;

    Reading(PromptBatch prompts, Supplier<NDArray> inputs, RowCache rows) {
      this.prompts = prompts;
      this.inputs = inputs;
      this.rows = rows;
      decoder = model.decoder(rows.cache());
    }

    @Override
    public NDArray read() {
      try (Scope scope = Scope.open()) {
        NDArray x = inputs.get(); // (B, T, H)
        NDArray logits = // (B, V)
            rows.fill(
                prompts.length(),
                cache -> model.logits(Ops.at(model.hidden(x, prompts.readingMask(), cache), -1)));
        return scope.keep(logits);
      }
    }

    @Override
    public NDArray read(long[] words) {
      return decoder.step(Scope.manager().create(words, new Shape(words.length, 1)), rows.mask());
    }

    @Override
    public void take(int[] from) {
      KvCache before = rows.cache();
      rows.take(from, prompts.length());
      if (rows.cache() != before) {
        decoder.close();
        decoder = model.decoder(rows.cache());
      }
    }

    @Override
    public void close() {
      decoder.close();
      rows.close();
    }
  }
}
