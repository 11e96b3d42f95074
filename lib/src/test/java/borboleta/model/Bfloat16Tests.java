package borboleta.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import borboleta.hub.Gpt2Folder;
import borboleta.hub.LlamaFolder;
import borboleta.hub.MambaFolder;
import borboleta.hub.T5Folder;
import borboleta.hub.VitFolder;
import borboleta.nn.KvCache;
import borboleta.nn.Weights;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import borboleta.tensor.Torch;
import borboleta.tensor.TorchRandom;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Weights rounded to bf16 give nearly the same logits, in one go and word by word. */
class Bfloat16Tests {
  private static final Path GOLDENS = Path.of("src/test/resources/goldens");

  /** Eight bits are one part in 256, and a few layers add up. */
  private static final float BOUND = 0.06f;

  /** The reference itself is off by 0.06 here. */
  private static final float MAMBA = 0.12f;

  @Test
  void vit() throws IOException {
    try (Scope scope = Scope.open();
        Vit model = VitFolder.load(GOLDENS.resolve("a/vit"));
        Vit half = new Vit(rounded(model), model.config(), Torch.newManager())) {
      TorchRandom.seed(1);
      NDArray pixels = TorchRandom.normal(2, 3, 32, 32);
      near(model.forward(pixels), half.forward(Ops.toBfloat16(pixels)), BOUND);
    }
  }

  @Test
  void gpt2() throws IOException {
    try (Scope scope = Scope.open();
        Gpt2 model = Gpt2Folder.load(GOLDENS.resolve("a/gpt2"));
        Gpt2 half = new Gpt2(rounded(model), model.config(), Torch.newManager());
        KvCache cache = half.newCache(1, 4)) {
      NDArray ids = ids();
      near(model.forward(ids), half.forward(ids), BOUND);
      half.hidden(half.embed(ids.get(":, :3")), null, cache);
      NDArray last = half.hidden(half.embed(ids.get(":, 3:")), null, cache); // (1, 1, H)
      near(model.forward(ids).get(":, 3:"), half.logits(last), BOUND);
    }
  }

  @Test
  void llama() throws IOException {
    try (Scope scope = Scope.open();
        Llama model = LlamaFolder.load(GOLDENS.resolve("more/llama"));
        Llama half = new Llama(rounded(model), model.config(), Torch.newManager());
        KvCache cache = half.newCache(1, 4)) {
      NDArray ids = ids();
      NDArray want = model.logits(model.hidden(model.embed(ids), null, null)); // (1, 4, V)
      near(want, half.logits(half.hidden(half.embed(ids), null, null)), BOUND);
      half.hidden(half.embed(ids.get(":, :3")), null, cache);
      NDArray last = half.hidden(half.embed(ids.get(":, 3:")), null, cache); // (1, 1, H)
      near(want.get(":, 3:"), half.logits(last), BOUND);
    }
  }

  @Test
  void t5() throws IOException {
    try (Scope scope = Scope.open();
        T5 model = T5Folder.load(GOLDENS.resolve("a/t5"));
        T5 half = new T5(rounded(model), model.config(), Torch.newManager());
        KvCache cache = half.newCache(1, 4)) {
      NDArray ids = ids();
      NDArray mask = Scope.manager().create(new long[] {1, 1, 1, 0}, new Shape(1, 4));
      T5.Memory whole = model.remember(model.encode(ids, mask), mask);
      T5.Memory rounded = half.remember(half.encode(ids, mask), mask);
      NDArray want = model.logits(model.decode(ids, whole, null)); // (1, 4, V)
      near(want, half.logits(half.decode(ids, rounded, null)), BOUND);
      half.decode(ids.get(":, :3"), rounded, cache);
      near(want.get(":, 3:"), half.logits(half.decode(ids.get(":, 3:"), rounded, cache)), BOUND);
    }
  }

  @Test
  void mamba() throws IOException {
    try (Scope scope = Scope.open();
        Mamba model = MambaFolder.load(GOLDENS.resolve("a/mamba"));
        Mamba half = new Mamba(rounded(model), model.config(), Torch.newManager());
        Mamba.State state = half.newState(1)) {
      NDArray ids = ids();
      near(model.forward(ids), half.forward(ids), MAMBA);
      half.hidden(half.embed(ids.get(":, :3")), state);
      NDArray last = half.hidden(half.embed(ids.get(":, 3:")), state); // (1, 1, H)
      near(model.forward(ids).get(":, 3:"), half.logits(last), MAMBA);
    }
  }

  private static Weights rounded(Network network) {
    return Weights.from((name, shape) -> Ops.toBfloat16(network.parameters().get(name)));
  }

  private static NDArray ids() {
    NDManager m = Scope.manager();
    return m.create(new long[] {5, 17, 120, 64}, new Shape(1, 4));
  }

  private static void near(NDArray want, NDArray bfloat16, float bound) {
    NDArray got = Ops.toFloat32(bfloat16);
    float error = got.sub(want).abs().max().getFloat() / want.abs().max().getFloat();
    assertTrue(error < bound && error > 0, "relative error " + error);
  }
}
