package borboleta.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpsTests {
  private Scope scope;
  private NDManager m;

  @BeforeEach
  void open() {
    scope = Scope.open();
    m = Scope.manager();
    m.getEngine().setRandomSeed(7);
  }

  @AfterEach
  void close() {
    scope.close();
  }

  private NDArray random(long... shape) {
    return m.randomNormal(0, 1, new Shape(shape), DataType.FLOAT32);
  }

  @Test
  void causalAttentionEqualsThePlainFormula() {
    NDArray q = random(2, 3, 5, 4);
    NDArray k = random(2, 3, 5, 4);
    NDArray v = random(2, 3, 5, 4);
    NDArray scores = q.matMul(k.transpose(0, 1, 3, 2)).div(2);
    float[] hide = new float[25];
    for (int i = 0; i < 5; i++) {
      for (int j = i + 1; j < 5; j++) {
        hide[i * 5 + j] = -1e9f;
      }
    }
    NDArray plain = scores.add(m.create(hide, new Shape(5, 5))).softmax(-1).matMul(v);
    close(plain, Ops.causalAttention(q, k, v), 1e-5f);
  }

  @Test
  void maskedAttentionPassesOverThePadding() {
    NDArray q = random(1, 2, 4, 4);
    NDArray k = random(1, 2, 4, 4);
    NDArray v = random(1, 2, 4, 4);
    boolean[] see = new boolean[16];
    for (int i = 0; i < 4; i++) {
      see[i * 4] = true;
      see[i * 4 + 1] = true;
    }
    NDArray masked = Ops.maskedAttention(q, k, v, m.create(see, new Shape(1, 1, 4, 4)));
    NDArray cut = Ops.attention(q, k.get(":, :, :2"), v.get(":, :, :2"));
    close(cut, masked, 1e-5f);
  }

  @Test
  void sharedKeyHeadsEqualRepeatedOnes() {
    NDArray q = random(1, 4, 3, 4);
    NDArray k = random(1, 2, 3, 4);
    NDArray v = random(1, 2, 3, 4);
    close(
        Ops.causalAttention(q, k.repeat(1, 2), v.repeat(1, 2)),
        Ops.causalAttention(q, k, v),
        1e-5f);
  }

  @Test
  void causalAttentionGoesOnBehindThePastKeys() {
    NDArray q = random(1, 2, 5, 4);
    NDArray k = random(1, 2, 5, 4);
    NDArray v = random(1, 2, 5, 4);
    NDArray whole = Ops.causalAttention(q, k, v);
    close(whole.get(":, :, 2:"), Ops.causalAttention(q.get(":, :, 2:"), k, v), 1e-5f);
    close(whole.get(":, :, 4:"), Ops.causalAttention(q.get(":, :, 4:"), k, v), 1e-5f);
  }

  @Test
  void rmsNormEqualsThePlainFormula() {
    NDArray x = random(3, 8);
    NDArray w = random(8);
    NDArray plain = x.div(x.square().mean(new int[] {-1}, true).add(1e-5f).sqrt()).mul(w);
    close(plain, Ops.rmsNorm(x, w, 1e-5f), 1e-5f);
  }

  @Test
  void crossEntropyPassesOverIgnoredLabels() {
    NDArray logits = random(4, 6);
    NDArray labels = m.create(new long[] {2, -100, 5, -100});
    NDArray log = logits.logSoftmax(-1);
    float plain = -(log.getFloat(0, 2) + log.getFloat(2, 5)) / 2;
    assertEquals(plain, Ops.crossEntropy(logits, labels).getFloat(), 1e-5f);
  }

  @Test
  void relativeBiasPutsDistancesInTheReferencesBuckets() {
    // A table that holds the number of its bucket shows which one was taken (transformers'
    // T5Attention, buckets of the last query).
    NDArray sixteen = m.arange(16f).reshape(16, 1);
    float[] both = Ops.relativeBias(sixteen, 61, 61, 20, false).get("0, 0, 30").toFloatArray();
    int[] expected = {7, 7, 7, 7, 6, 4, 0, 12, 14, 15, 15, 15, 15};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], both[5 * i], "distance " + (5 * i - 30));
    }
    NDArray eight = m.arange(8f).reshape(8, 1);
    float[] past = Ops.relativeBias(eight, 2, 32, 20, true).get("0, 0, 0").toFloatArray();
    int[] behind = {7, 7, 7, 7, 7, 7, 6, 6, 5, 3, 0};
    for (int i = 0; i < behind.length; i++) {
      assertEquals(behind[i], past[3 * i], "distance " + (3 * i - 30));
    }
    assertEquals(-1e30f, past[31], "the key after the query is hidden");
  }

  @Test
  void maskBiasHidesWhereTheMaskIsZero() {
    NDArray bias = Ops.maskBias(m.create(new long[] {1, 0, 1}, new Shape(1, 3)));
    assertEquals(new Shape(1, 1, 1, 3), bias.getShape());
    assertArrayEquals(new float[] {0, -1e30f, 0}, bias.toFloatArray());
  }

  @Test
  void shiftRightStartsTheRowAndFillsIgnoredLabels() {
    NDArray labels = m.create(new long[] {5, 6, 7, 8, -100, -100}, new Shape(2, 3));
    assertArrayEquals(new long[] {2, 5, 6, 2, 8, 9}, Ops.shiftRight(labels, 2, 9).toLongArray());
  }

  @Test
  void selectiveScanEqualsTheRecurrence() {
    int t = 4;
    int channels = 3;
    int size = 2;
    NDArray x = random(1, t, channels);
    NDArray dt = random(1, t, channels);
    NDArray aLog = random(channels, size);
    NDArray b = random(1, t, size);
    NDArray c = random(1, t, size);
    NDArray d = random(channels);
    float[] want = new float[t * channels];
    double[][] h = new double[channels][size];
    for (int i = 0; i < t; i++) {
      for (int j = 0; j < channels; j++) {
        double step = Math.log1p(Math.exp(dt.getFloat(0, i, j)));
        double y = d.getFloat(j) * x.getFloat(0, i, j);
        for (int n = 0; n < size; n++) {
          double keep = Math.exp(-Math.exp(aLog.getFloat(j, n)) * step);
          h[j][n] = keep * h[j][n] + step * b.getFloat(0, i, n) * x.getFloat(0, i, j);
          y += c.getFloat(0, i, n) * h[j][n];
        }
        want[i * channels + j] = (float) y;
      }
    }
    assertArrayEquals(want, Ops.selectiveScan(x, dt, aLog, b, c, d).toFloatArray(), 1e-5f);
  }

  @Test
  void gradientsEqualFiniteDifferences() {
    NDArray cos = random(3, 4);
    NDArray sin = random(3, 4);
    NDArray w = random(8);
    NDArray k = random(1, 2, 3, 4);
    NDArray labels = m.create(new long[] {1, -100, 3});
    check(random(1, 3, 8), x -> Ops.rmsNorm(x, w, 1e-5f).sum());
    check(random(1, 3, 8), x -> Ops.layerNorm(x, w, w, 1e-5f).mul(random7(3, 8)).sum());
    check(random(3, 4), x -> Ops.crossEntropy(x, labels));
    check(random(1, 3, 8), x -> Ops.turn(Ops.heads(x, 2), cos, sin).square().mul(k).sum());
    check(random(1, 2, 3, 4), x -> Ops.causalAttention(x, k, k).mul(k).sum());
    check(random(1, 2, 3, 4), x -> Ops.causalAttention(k, x, k).mul(k).sum());
    check(random(1, 2, 3, 4), x -> Ops.causalAttention(k, k, x).mul(k).sum());
    check(random(2, 4), x -> Ops.quickGelu(Ops.silu(x)).sum());
    check(random(2, 4), x -> Ops.gelu(x).sum());
    check(random(2, 4), x -> Ops.geluTanh(x).sum());
    NDArray unit = random(1, 3, 2);
    NDArray channel = random(2, 4);
    check(random(1, 3, 2), x -> scan(x, unit, channel));
    check(random(1, 3, 2), x -> scan(unit, x, channel));
    check(random(2, 4), x -> scan(unit, unit, x));
    check(random(1, 3, 2), x -> Ops.causalConv(x, random7(2, 2).reshape(2, 1, 2)).square().sum());
    check(random(4, 2), x -> bucketed(x, k));
  }

  private NDArray scan(NDArray x, NDArray dt, NDArray aLog) {
    NDArray b = random7(3, 4).div(8);
    return Ops.selectiveScan(x, dt, aLog, b, b, random7(1, 2).reshape(2)).square().sum();
  }

  private static NDArray bucketed(NDArray table, NDArray k) {
    NDArray bias = Ops.relativeBias(table, 3, 3, 4, false);
    return Ops.biasedAttention(k, k, k, bias).mul(k).sum();
  }

  /** A fixed factor, so that a sum of normed values is no constant. */
  private NDArray random7(int rows, int columns) {
    return m.arange(rows * columns).toType(DataType.FLOAT32, false).reshape(1, rows, columns);
  }

  private static void check(NDArray x, Function<NDArray, NDArray> function) {
    x.setRequiresGradient(true);
    try (Torch.Gradients recording = Torch.recordGradients()) {
      Ops.backward(function.apply(x));
    }
    float[] gradient = x.getGradient().toFloatArray();
    float[] at = x.toFloatArray();
    float h = 1e-2f;
    for (int i = 0; i < at.length; i++) {
      double slope = (value(x, at, i, h, function) - value(x, at, i, -h, function)) / (2 * h);
      assertEquals(slope, gradient[i], 2e-2 * Math.max(1, Math.abs(slope)), "element " + i);
    }
  }

  private static double value(
      NDArray x, float[] at, int i, float h, Function<NDArray, NDArray> function) {
    float[] moved = at.clone();
    moved[i] += h;
    return function.apply(x.getManager().create(moved, x.getShape())).getFloat();
  }

  @Test
  void fusedAdamWEqualsThePaperStepByStep() {
    NDArray p = random(5);
    NDArray q = random(2, 2);
    float[] want = p.toFloatArray();
    float[] first = new float[5];
    float[] second = new float[5];
    Map<String, NDArray> parameters = new LinkedHashMap<>();
    parameters.put("p", p);
    parameters.put("q", q);
    float clip = 0.5f;
    try (AdamW adamW = new AdamW(parameters, 0.9f, 0.99f, 1e-8f, 0.1f, clip)) {
      for (int t = 1; t <= 3; t++) {
        float[] g = new float[5];
        double square = 0;
        float[] qs = q.toFloatArray();
        float[] ps = p.toFloatArray();
        for (int i = 0; i < 5; i++) {
          g[i] = 2 * ps[i];
          square += g[i] * g[i];
        }
        for (float v : qs) {
          square += 9 * v * v * v * v;
        }
        try (Torch.Gradients recording = Torch.recordGradients()) {
          Ops.backward(Ops.add(p.square().sum(), q.pow(3).sum()));
        }
        assertEquals(Math.sqrt(square), adamW.step(0.01f), 1e-4);
        double scale = Math.min(1, clip / (Math.sqrt(square) + 1e-6));
        for (int i = 0; i < 5; i++) {
          float gi = (float) (g[i] * scale);
          first[i] = 0.9f * first[i] + 0.1f * gi;
          second[i] = 0.99f * second[i] + 0.01f * gi * gi;
          double mHat = first[i] / (1 - Math.pow(0.9, t));
          double vHat = second[i] / (1 - Math.pow(0.99, t));
          want[i] = (float) (want[i] * (1 - 0.01 * 0.1) - 0.01 * mHat / (Math.sqrt(vHat) + 1e-8));
        }
        assertArrayEquals(want, p.toFloatArray(), 1e-5f);
        assertEquals(0f, Ops.gradientNorm(java.util.List.of(p, q)));
      }
    }
  }

  @Test
  void scopeFreesWhatItsOpsMade() {
    NDArray x = random(3);
    NDArray inner;
    NDArray kept;
    try (Scope deeper = Scope.open()) {
      inner = Ops.add(x, x);
      kept = deeper.keep(Ops.mul(x, x));
    }
    assertTrue(inner.isReleased());
    assertEquals(x.getFloat(0) * x.getFloat(0), kept.getFloat(0), 1e-6);
  }

  @Test
  void bfloat16KeepsEightBitsOfPrecision() {
    NDArray x = m.create(new float[] {1.0f, 1.001f, -3.14159f});
    float[] back = Ops.toFloat32(Ops.toBfloat16(x)).toFloatArray();
    assertArrayEquals(new float[] {1.0f, 1.0f, -3.140625f}, back);
  }

  private static void close(NDArray want, NDArray got, float tolerance) {
    assertEquals(want.getShape(), got.getShape());
    assertArrayEquals(want.toFloatArray(), got.toFloatArray(), tolerance);
  }
}
