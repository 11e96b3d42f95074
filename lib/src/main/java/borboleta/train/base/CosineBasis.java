package borboleta.train.base;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * First filters of the patch embedding: two-dimensional cosines, as JPEG has them, in three
 * mixtures of the colours (grey, red against blue, green against both).
 *
 * <p>Fine waves carry little of a picture's energy and all of a drawing's edges, so they are given
 * more weight; a random projection hears only the patch's mean colour for a long time.
 */
final class CosineBasis {
  private static final double[][] COLOURS = {{1, 1, 1}, {1, 0, -1}, {-0.5, 1, -0.5}};
  private static final int CHANNELS = 3;

  private CosineBasis() {}

  /** Filters (hidden, 3, size, size); the hidden size is a multiple of three. */
  static float[] filters(int hidden, int size) {
    int waves = hidden / CHANNELS;
    List<int[]> frequencies = new ArrayList<>();
    for (int u = 0; u < size; u++) {
      for (int v = 0; v < size; v++) {
        frequencies.add(new int[] {u, v});
      }
    }
    frequencies.sort(
        Comparator.<int[]>comparingInt(f -> f[0] * f[0] + f[1] * f[1]).thenComparingInt(f -> f[0]));
    float[] filters = new float[hidden * CHANNELS * size * size];
    for (int i = 0; i < waves; i++) {
      double[] wave = wave(frequencies.get(i), size);
      int u = frequencies.get(i)[0];
      int v = frequencies.get(i)[1];
      double weight = 0.08 * Math.pow(1 + Math.sqrt(u * u + v * v), 0.7);
      for (int colour = 0; colour < CHANNELS; colour++) {
        double length = norm(COLOURS[colour]);
        double scale = weight * (colour == 0 ? 1 : 1.5) / length;
        int filter = i * CHANNELS + colour;
        for (int c = 0; c < CHANNELS; c++) {
          for (int p = 0; p < wave.length; p++) {
            filters[(filter * CHANNELS + c) * wave.length + p] =
                (float) (scale * COLOURS[colour][c] * wave[p]);
          }
        }
      }
    }
    return filters;
  }

  private static double[] wave(int[] frequency, int size) {
    double[] wave = new double[size * size];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        wave[y * size + x] =
            Math.cos(frequency[0] * (y + 0.5) * Math.PI / size)
                * Math.cos(frequency[1] * (x + 0.5) * Math.PI / size);
      }
    }
    double length = norm(wave);
    for (int i = 0; i < wave.length; i++) {
      wave[i] /= length;
    }
    return wave;
  }

  private static double norm(double[] values) {
    double square = 0;
    for (double v : values) {
      square += v * v;
    }
    return Math.sqrt(square);
  }
}
