package borboleta.generate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import borboleta.model.Gpt2;
import borboleta.nn.KvCache;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import java.awt.image.BufferedImage;
import java.util.List;

/** How a GPT-2 goes on: its positions are absolute, so each row counts from its own first word. */
record Gpt2Language(Gpt2 model) implements LanguageModel {
  @Override
  public long room(int prompt) {
    return model.config().nPositions() - (long) prompt + 1;
  }

  @Override
  public boolean fits(int shorter, int longer, int words) {
    return shorter == longer || words < room(longer);
  }

  @Override
  public int end() {
    return model.config().eosTokenId();
  }

  @Override
  public Continuation start(
      PromptBatch prompts, List<BufferedImage> pictures, int copies, int words) {
    LanguageModel.demandNone(pictures);
    int positions = prompts.length() + words - 1; // Nobody reads the last word.
    return new Reading(prompts, new RowCache(model::newCache, prompts, copies, positions));
  }

  private final class Reading implements Continuation {
    private final PromptBatch prompts;
    private final RowCache rows;

    Reading(PromptBatch prompts, RowCache rows) {
      this.prompts = prompts;
      this.rows = rows;
    }

    @Override
    public NDArray read() {
      try (Scope scope = Scope.open()) {
        NDArray logits = rows.fill(prompts.length(), this::readPrompts); // (B, V)
        return scope.keep(logits);
      }
    }

    private NDArray readPrompts(KvCache cache) {
      NDArray x = model.embed(prompts.ids()); // (B, T, H)
      NDArray hidden = model.hidden(x, prompts.positions(), prompts.readingMask(), cache);
      return model.logits(Ops.at(hidden, -1));
    }

    @Override
    public NDArray read(long[] words) {
      try (Scope scope = Scope.open()) {
        NDArray ids = Scope.manager().create(words, new Shape(words.length, 1));
        int place = rows.cache().position();
        NDArray mask = rows.mask() == null ? null : Ops.part(rows.mask(), 0, place + 1L);
        NDArray hidden = // (R, 1, H)
            model.hidden(
                model.embed(ids), prompts.positions(rows.prompts(), place), mask, rows.cache());
        return scope.keep(model.logits(Ops.at(hidden, -1)));
      }
    }

    @Override
    public void take(int[] from) {
      rows.take(from, prompts.length());
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
