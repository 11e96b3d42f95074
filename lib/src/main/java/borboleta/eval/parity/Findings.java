package borboleta.eval.parity;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The deviations of one case, quantity by quantity. */
final class Findings {
  /** Largest relative error of a rounding to bf16, which keeps eight bits. */
  private static final double HALF_BFLOAT16 = 1.0 / 256;

  private final List<Deviation> deviations = new ArrayList<>();

  List<Deviation> deviations() {
    return deviations;
  }

  /** Notes the largest absolute difference of two arrays. */
  void close(String name, NDArray want, NDArray got, double tolerance) throws IOException {
    sameShape(name, want, got);
    float[] w = want.toFloatArray();
    float[] g = got.toFloatArray();
    double largest = 0;
    for (int i = 0; i < w.length; i++) {
      largest = larger(largest, Math.abs((double) g[i] - w[i]));
    }
    deviations.add(new Deviation(name, largest, tolerance));
  }

  /**
   * Notes the largest difference of two arrays, relative to the reference's largest element. Where
   * the reference's numbers were rounded to bf16 when they were stored, a difference within that
   * rounding is none.
   */
  void relative(String name, NDArray want, NDArray got, double tolerance) throws IOException {
    sameShape(name, want, got);
    float[] w = want.toFloatArray();
    float[] g = got.toFloatArray();
    double rounding = bfloat16(w) ? HALF_BFLOAT16 : 0;
    double largest = 0;
    double scale = 0;
    for (int i = 0; i < w.length; i++) {
      double difference = Math.abs((double) g[i] - w[i]) - rounding * Math.abs(w[i]);
      largest = larger(largest, Double.isNaN(difference) ? difference : Math.max(0, difference));
      scale = Math.max(scale, Math.abs(w[i]));
    }
    deviations.add(new Deviation(name, largest / scale, tolerance));
  }

  /** Notes the difference of two numbers. */
  void number(String name, double want, double got, double tolerance) {
    deviations.add(new Deviation(name, Math.abs(got - want), tolerance));
  }

  /** Notes the largest difference of two rows of numbers. */
  void numbers(String name, double[] want, double[] got, double tolerance) {
    double largest = want.length == got.length ? 0 : Double.NaN;
    for (int i = 0; i < Math.min(want.length, got.length); i++) {
      largest = larger(largest, Math.abs(got[i] - want[i]));
    }
    deviations.add(new Deviation(name, largest, tolerance));
  }

  /** Notes how many ids differ; none may. */
  void equal(String name, long[] want, long[] got) {
    long different = Math.abs(want.length - got.length);
    for (int i = 0; i < Math.min(want.length, got.length); i++) {
      different += want[i] == got[i] ? 0 : 1;
    }
    deviations.add(new Deviation(name, different, 0));
  }

  /**
   * One figure for all that was noted here.
   *
   * @param name of the figure where all is well
   * @param part goes before the name of the worst where it is out of bounds
   */
  Deviation worst(String name, String part, double tolerance) {
    Deviation worst = deviations.get(0);
    for (Deviation deviation : deviations) {
      if (!(deviation.largest() <= worst.largest())) {
        worst = deviation;
      }
    }
    return new Deviation(worst.ok() ? name : part + worst.quantity(), worst.largest(), tolerance);
  }

  private static double larger(double x, double y) {
    return Double.isNaN(x) || Double.isNaN(y) ? Double.NaN : Math.max(x, y);
  }

  private static boolean bfloat16(float[] values) {
    for (float value : values) {
      if ((Float.floatToRawIntBits(value) & 0xffff) != 0) {
        return false;
      }
    }
    return true;
  }

  private static void sameShape(String name, NDArray want, NDArray got) throws IOException {
    long[] shape = got.getShape().getShape();
    if (!Arrays.equals(want.getShape().getShape(), shape)) {
      throw new IOException(
          "%s has shape %s, the reference's %s".formatted(name, got.getShape(), want.getShape()));
    }
  }
}
