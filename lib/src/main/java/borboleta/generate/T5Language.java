package borboleta.generate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import borboleta.model.T5;
import borboleta.nn.KvCache;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import borboleta.tensor.Torch;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/** How a T5 answers: its encoder reads the prompt, its decoder begins with a word of its own. */
record T5Language(T5 model) implements LanguageModel {
  @Override
  public long room(int prompt) {
    return NO_LIMIT;
  }

  /** Distances count, not places, and the encoder does not look at padding. */
  @Override
  public boolean fits(int shorter, int longer, int words) {
    return true;
  }

  @Override
  public int end() {
    return model.config().eosTokenId();
  }

  /** The prompt is another text; the answer's own begins with one word. */
  @Override
  public long[] before(long[] prompt) {
    return new long[] {model.config().decoderStartTokenId()};
  }

  @Override
  public Continuation start(
      PromptBatch prompts, List<BufferedImage> pictures, int copies, int words) {
    LanguageModel.demandNone(pictures);
    return new Reading(prompts, copies, words);
  }

  private final class Reading implements Continuation {
    private final PromptBatch prompts;
    private final RowCache rows;
    private T5.Memory memory; // of the rows that are still there
    private NDManager owner = Torch.newManager(); // of the memory

    Reading(PromptBatch prompts, int copies, int words) {
      this.prompts = prompts;
      // The word that every answer begins with takes the place of the last, which nobody reads.
      rows = new RowCache(model::newCache, prompts, copies, words);
    }

    @Override
    public NDArray read() {
      try (Scope scope = Scope.open()) {
        NDArray mask = prompts.words(); // (B, T), or null
        T5.Memory read = model.remember(model.encode(prompts.ids(), mask), mask);
        long[] starts = new long[prompts.rows()];
        Arrays.fill(starts, model.config().decoderStartTokenId());
        NDArray logits = rows.fill(1, cache -> decode(starts, read, cache)); // (B, V)
        memory = read.take(RowCache.index(rows.prompts()), owner);
        return scope.keep(logits);
      }
    }

    @Override
    public NDArray read(long[] words) {
      try (Scope scope = Scope.open()) {
        return scope.keep(decode(words, memory, rows.cache()));
      }
    }

    private NDArray decode(long[] words, T5.Memory read, KvCache cache) {
      NDArray ids = Scope.manager().create(words, new Shape(words.length, 1));
      NDArray decoded = model.decode(ids, read, cache); // (R, 1, H)
      return model.logits(Ops.at(decoded, -1));
    }

    @Override
    public void take(int[] from) {
      boolean fewer = from.length < rows.prompts().length;
      rows.take(from, 0);
      if (fewer) {
        // Rows that only change places have a prompt, and so a memory, in common.
        NDManager before = owner;
        owner = Torch.newManager();
        memory = memory.take(RowCache.index(from), owner);
        before.close();
      }
    }

    @Override
    public void close() {
      rows.close();
      owner.close();
    }
  }
}
