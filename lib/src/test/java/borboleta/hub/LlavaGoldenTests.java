package borboleta.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import borboleta.model.Llava;
import borboleta.nn.KvCache;
import borboleta.tensor.Ops;
import borboleta.tensor.SafeTensors;
import borboleta.tensor.Scope;
import borboleta.tensor.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model against transformers' numbers: {@code goldens/a/llava}, made by generate.py. */
class LlavaGoldenTests {
  private static final Path CASE = Path.of("src/test/resources/goldens/a/llava");

  @Test
  void featuresLogitsLossAndGradientsEqualTheReference() throws IOException {
    try (Scope scope = Scope.open();
        Llava model = LlavaFolder.load(CASE);
        SafeTensors expected = SafeTensors.open(CASE.resolve("case.safetensors"))) {
      NDManager m = Scope.manager();
      NDArray ids = expected.read("input_ids", m);
      NDArray pixels = expected.read("pixel_values", m);
      NDArray labels = expected.read("labels", m);
      NDArray slots = slots(ids, model.config().imageTokenIndex(), m);
      close(expected.read("image_features", m), model.imageFeatures(pixels), 2e-4f);

      NDArray embed = model.parameters().get("language_model.model.embed_tokens.weight");
      NDArray query =
          model.parameters().get("language_model.model.layers.0.self_attn.q_proj.weight");
      NDArray value =
          model
              .parameters()
              .get("vision_tower.vision_model.encoder.layers.0.self_attn.v_proj.weight");
      List.of(embed, query, value).forEach(p -> p.setRequiresGradient(true));
      NDArray logits;
      try (Torch.Gradients recording = Torch.recordGradients()) {
        NDArray mask = mask(expected.read("attention_mask", m), m);
        logits = model.language().logits(model.hidden(ids, pixels, slots, mask, null));
        long t = ids.getShape().get(1);
        NDArray shifted = m.create(shift(labels.toLongArray(), (int) t), labels.getShape());
        NDArray loss = Ops.crossEntropy(logits, shifted);
        assertEquals(expected.read("loss", m).getFloat(), loss.getFloat(), 1e-5f);
        Ops.backward(loss);
      }
      close(expected.read("logits", m), logits, 2e-4f);
      relative(expected.read("grad.model.language_model.embed_tokens.weight", m), embed);
      relative(
          expected.read("grad.model.language_model.layers.0.self_attn.q_proj.weight", m), query);
      relative(
          expected.read("grad.model.vision_tower.encoder.layers.0.self_attn.v_proj.weight", m),
          value);
    }
  }

  @Test
  void greedyDecodingWithTheCacheGivesTheReferencesTokens() throws IOException {
    try (Scope scope = Scope.open();
        Llava model = LlavaFolder.load(CASE);
        SafeTensors expected = SafeTensors.open(CASE.resolve("case.safetensors"))) {
      NDManager m = Scope.manager();
      NDArray prompt = expected.read("prompt_ids", m);
      long[] want = expected.read("generated_ids", m).toLongArray();
      NDArray ids = prompt.reshape(1, prompt.size());
      NDArray pixels = expected.read("pixel_values", m).get("0:1");
      NDArray slots = slots(ids, model.config().imageTokenIndex(), m);
      long[] got = new long[want.length];
      try (KvCache cache = model.language().newCache(1, (int) prompt.size() + want.length)) {
        NDArray hidden = model.hidden(ids, pixels, slots, null, cache);
        for (int i = 0; i < got.length; i++) {
          got[i] = Ops.argMax(model.language().logits(hidden.get(":, -1"))).toLongArray()[0];
          NDArray next = m.create(new long[] {got[i]}, new Shape(1, 1));
          hidden = model.language().hidden(model.language().embed(next), null, cache);
        }
      }
      assertArrayEquals(want, got);
    }
  }

  @Test
  void savedModelIsReadBackEqual(@TempDir Path folder) throws IOException {
    try (Llava model = LlavaFolder.load(CASE)) {
      LlavaFolder.save(model, folder, false);
      try (Llava again = LlavaFolder.load(folder)) {
        assertEquals(model.config(), again.config());
        model
            .parameters()
            .forEach(
                (name, array) ->
                    assertArrayEquals(
                        array.toFloatArray(), again.parameters().get(name).toFloatArray(), name));
      }
    }
  }

  @Test
  void truncatedCheckpointIsRefusedInOneSentence(@TempDir Path folder) throws IOException {
    Files.copy(CASE.resolve("config.json"), folder.resolve("config.json"));
    byte[] whole = Files.readAllBytes(CASE.resolve("model.safetensors"));
    Files.write(
        folder.resolve("model.safetensors"), java.util.Arrays.copyOf(whole, whole.length / 2));
    IOException error = assertThrows(IOException.class, () -> LlavaFolder.load(folder));
    assertTrue(error.getMessage().contains("does not fit"), error.getMessage());
  }

  private static NDArray slots(NDArray ids, long imageToken, NDManager m) {
    long[] flat = ids.toLongArray();
    return m.create(
        LongStream.range(0, flat.length).filter(i -> flat[(int) i] == imageToken).toArray());
  }

  /** Causal, and no key that is padding. */
  private static NDArray mask(NDArray attention, NDManager m) {
    int b = (int) attention.getShape().get(0);
    int t = (int) attention.getShape().get(1);
    long[] real = attention.toLongArray();
    boolean[] see = new boolean[b * t * t];
    for (int r = 0; r < b; r++) {
      for (int i = 0; i < t; i++) {
        for (int j = 0; j <= i; j++) {
          see[(r * t + i) * t + j] = real[r * t + j] == 1;
        }
      }
    }
    return m.create(see, new Shape(b, 1, t, t));
  }

  private static long[] shift(long[] labels, int t) {
    long[] shifted = new long[labels.length];
    for (int i = 0; i < labels.length; i++) {
      shifted[i] = i % t == t - 1 ? Ops.IGNORE_INDEX : labels[i + 1];
    }
    return shifted;
  }

  private static void close(NDArray want, NDArray got, float tolerance) {
    assertArrayEquals(want.toFloatArray(), got.toFloatArray(), tolerance);
  }

  private static void relative(NDArray want, NDArray parameter) {
    NDArray got = parameter.getGradient();
    float error = got.sub(want).abs().max().getFloat() / want.abs().max().getFloat();
    // The reference casts its model to bf16 in place afterwards, so its stored gradients carry
    // bf16's
    // rounding of 2^-9 beside the tolerance of 1e-3.
    assertTrue(error < 3e-3, "relative error of the gradient " + error);
  }
}
