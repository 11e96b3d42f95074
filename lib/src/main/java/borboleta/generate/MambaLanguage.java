package borboleta.generate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import borboleta.model.Mamba;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;

/** How a Mamba goes on: behind a state whose size does not depend on the text's length. */
record MambaLanguage(Mamba model) implements LanguageModel {
  @Override
  public long room(int prompt) {
    return NO_LIMIT;
  }

  /** Padding would enter the state as words do. */
  @Override
  public boolean fits(int shorter, int longer, int words) {
    return shorter == longer;
  }

  @Override
  public int end() {
    return model.config().eosTokenId();
  }

  @Override
  public Continuation start(
      PromptBatch prompts, List<BufferedImage> pictures, int copies, int words) {
    LanguageModel.demandNone(pictures);
    return new Reading(prompts, copies);
  }

  private final class Reading implements Continuation {
    private final PromptBatch prompts;
    private final int copies;
    private Mamba.State state;

    Reading(PromptBatch prompts, int copies) {
      this.prompts = prompts;
      this.copies = copies;
      state = model.newState(prompts.rows());
    }

    @Override
    public NDArray read() {
      try (Scope scope = Scope.open()) {
        NDArray logits = read(prompts.ids()); // (B, V)
        if (copies > 1) {
          take(IntStream.range(0, prompts.rows() * copies).map(row -> row / copies).toArray());
        }
        return scope.keep(logits);
      }
    }

    @Override
    public NDArray read(long[] words) {
      try (Scope scope = Scope.open()) {
        NDArray ids = Scope.manager().create(words, new Shape(words.length, 1));
        return scope.keep(read(ids));
      }
    }

    private NDArray read(NDArray ids) {
      NDArray hidden = model.hidden(model.embed(ids), state); // (R, T, H)
      return model.logits(Ops.at(hidden, -1));
    }

    @Override
    public void take(int[] from) {
      Mamba.State before = state;
      state = before.take(RowCache.index(from));
      before.close();
    }

    @Override
    public void close() {
      state.close();
    }
  }
}
