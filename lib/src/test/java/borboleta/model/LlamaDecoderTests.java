package borboleta.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import borboleta.hub.LlamaFolder;
import borboleta.hub.LoadOptions;
import borboleta.nn.KvCache;
import borboleta.nn.Quantization;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import borboleta.tensor.WeightType;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A word read in one call of the pack gives what the whole text gives at its place. */
class LlamaDecoderTests {
  /** Grouped heads, biases, stretched positions, a tied head. */
  private static final Path LLAMA = Path.of("src/test/resources/goldens/more/llama");

  private static final long[] TEXT = {5, 17, 3, 42, 8, 29};

  @Test
  void wordAfterWordEqualsTheWholeText() throws IOException {
    try (Scope scope = Scope.open();
        Llama model = LlamaFolder.load(LLAMA);
        KvCache cache = model.newCache(1, TEXT.length)) {
      assertArrayEquals(whole(model), wordByWord(model, cache, null), 1e-5f);
    }
  }

  @Test
  void quantizedWeightsStayNear() throws IOException {
    for (Quantization quantization : new Quantization[] {Quantization.INT8, Quantization.INT4}) {
      LoadOptions options = LoadOptions.quantized(WeightType.FLOAT32, quantization);
      try (Scope scope = Scope.open();
          Llama model = LlamaFolder.load(LLAMA);
          Llama few = LlamaFolder.load(LLAMA, options);
          KvCache cache = few.newCache(1, TEXT.length)) {
        float[] want = whole(model);
        float[] got = wordByWord(few, cache, null);
        double scale = norm(want, new float[want.length]);
        double bound = quantization == Quantization.INT8 ? 0.03 : 0.3;
        double off = norm(want, got) / scale;
        assertTrue(off > 0 && off < bound, quantization + " is off by " + off);
      }
    }
  }

  @Test
  void halfTheBytesStayNear() throws IOException {
    try (Scope scope = Scope.open();
        Llama model = LlamaFolder.load(LLAMA);
        Llama half = LlamaFolder.load(LLAMA, LoadOptions.of(WeightType.BFLOAT16));
        KvCache cache = half.newCache(1, TEXT.length)) {
      float[] want = whole(model);
      double off = norm(want, wordByWord(half, cache, null)) / norm(want, new float[want.length]);
      assertTrue(off > 0 && off < 0.02, "off by " + off);
    }
  }

  @Test
  void paddingOnTheLeftChangesNothing() throws IOException {
    int padding = 3;
    try (Scope scope = Scope.open();
        Llama model = LlamaFolder.load(LLAMA);
        KvCache cache = model.newCache(1, padding + TEXT.length)) {
      boolean[] see = new boolean[padding + TEXT.length];
      java.util.Arrays.fill(see, padding, see.length, true);
      NDArray mask = Scope.manager().create(see, new Shape(1, 1, 1, see.length));
      try (LlamaDecoder decoder = model.decoder(cache)) {
        for (int i = 0; i < padding; i++) {
          // The first words see themselves alone, or a row would have nothing to look at.
          decoder.step(word(0), null);
        }
      }
      assertArrayEquals(whole(model), wordByWord(model, cache, mask), 1e-5f);
    }
  }

  @Test
  void moreWordsThanTheCacheHoldsAreRefused() throws IOException {
    try (Scope scope = Scope.open();
        Llama model = LlamaFolder.load(LLAMA);
        KvCache cache = model.newCache(1, 2)) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> wordByWord(model, cache, null));
      assertTrue(e.getMessage().contains("3 positions do not fit"), e.getMessage());
    }
  }

  private static float[] whole(Llama model) {
    NDArray ids = Scope.manager().create(TEXT, new Shape(1, TEXT.length));
    NDArray hidden = model.hidden(model.embed(ids), null, null); // (1, T, H)
    return Ops.toFloat32(model.logits(Ops.at(hidden, -1))).toFloatArray();
  }

  private static float[] wordByWord(Llama model, KvCache cache, NDArray mask) {
    try (LlamaDecoder decoder = model.decoder(cache)) {
      NDArray logits = null;
      for (long id : TEXT) {
        logits = decoder.step(word(id), mask); // (1, V)
      }
      return Ops.toFloat32(logits).toFloatArray();
    }
  }

  private static NDArray word(long id) {
    return Scope.manager().create(new long[] {id}, new Shape(1, 1));
  }

  private static double norm(float[] x, float[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += ((double) x[i] - y[i]) * ((double) x[i] - y[i]);
    }
    return Math.sqrt(sum);
  }
}
