package borboleta.course;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Pictures as words of a small vocabulary: each square of pixels becomes the id of the nearest
 * entry. It is the idea of vector quantisation (VQ-VAE, arXiv 1711.00937) without its networks: the
 * entries are the means that Lloyd's algorithm finds among the pixels themselves.
 */
public final class Codebook {
  private static final int ROUNDS = 8;

  private final int patch;
  private final float[][] entries; // (K, 3·p·p)

  private Codebook(int patch, float[][] entries) {
    this.patch = patch;
    this.entries = entries;
  }

  /**
   * Finds the entries.
   *
   * @param pictures to learn from, sides a multiple of {@code patch}
   * @param patch side of a square, in pixels
   * @param size how many entries
   * @throws IllegalArgumentException when the pictures have fewer squares than that
   */
  public static Codebook of(List<BufferedImage> pictures, int patch, int size, long seed) {
    List<float[]> squares = new ArrayList<>();
    pictures.forEach(picture -> squares.addAll(squares(picture, patch)));
    if (squares.size() < size) {
      throw new IllegalArgumentException(
          "%d squares are too few for %d entries; give more pictures"
              .formatted(squares.size(), size));
    }
    SplittableRandom random = new SplittableRandom(seed);
    float[][] entries = new float[size][];
    for (int k = 0; k < size; k++) {
      entries[k] = squares.get(random.nextInt(squares.size())).clone();
    }
    for (int round = 0; round < ROUNDS; round++) {
      move(entries, squares);
    }
    return new Codebook(patch, entries);
  }

  /** Moves each entry to the mean of the squares that are nearest to it. */
  private static void move(float[][] entries, List<float[]> squares) {
    int[] nearest = squares.parallelStream().mapToInt(s -> nearest(entries, s)).toArray();
    double[][] sums = new double[entries.length][entries[0].length];
    int[] counts = new int[entries.length];
    for (int i = 0; i < nearest.length; i++) {
      counts[nearest[i]]++;
      for (int j = 0; j < sums[0].length; j++) {
        sums[nearest[i]][j] += squares.get(i)[j];
      }
    }
    for (int k = 0; k < entries.length; k++) {
      for (int j = 0; j < sums[0].length && counts[k] > 0; j++) {
        entries[k][j] = (float) (sums[k][j] / counts[k]);
      }
    }
  }

  /** How many entries it has. */
  public int size() {
    return entries.length;
  }

  /** Writes a picture as ids, in reading order. */
  public int[] encode(BufferedImage picture) {
    return squares(picture, patch).stream().mapToInt(s -> nearest(entries, s)).toArray();
  }

  /** Paints the picture that the ids stand for, {@code columns} squares wide. */
  public BufferedImage decode(int[] ids, int columns) {
    BufferedImage picture =
        new BufferedImage(
            columns * patch, ids.length / columns * patch, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < ids.length; i++) {
      float[] entry = entries[ids[i]];
      for (int j = 0; j < patch * patch; j++) {
        int rgb = 0;
        for (int c = 0; c < 3; c++) {
          rgb = rgb << 8 | Math.round(entry[3 * j + c]);
        }
        picture.setRGB(i % columns * patch + j % patch, i / columns * patch + j / patch, rgb);
      }
    }
    return picture;
  }

  /** Root mean square difference of a picture and what is left of it, of 255 levels. */
  public double loss(BufferedImage picture) {
    double sum = 0;
    List<float[]> squares = squares(picture, patch);
    for (float[] square : squares) {
      sum += distance(entries[nearest(entries, square)], square);
    }
    return Math.sqrt(sum / squares.size() / (3 * patch * patch));
  }

  private static int nearest(float[][] entries, float[] square) {
    int best = 0;
    double least = Double.MAX_VALUE;
    for (int k = 0; k < entries.length; k++) {
      double distance = distance(entries[k], square);
      if (distance < least) {
        least = distance;
        best = k;
      }
    }
    return best;
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  private static List<float[]> squares(BufferedImage picture, int patch) {
    List<float[]> squares = new ArrayList<>();
    for (int y = 0; y + patch <= picture.getHeight(); y += patch) {
      for (int x = 0; x + patch <= picture.getWidth(); x += patch) {
        float[] square = new float[3 * patch * patch];
        for (int j = 0; j < patch * patch; j++) {
          int rgb = picture.getRGB(x + j % patch, y + j / patch);
          for (int c = 0; c < 3; c++) {
            square[3 * j + c] = rgb >> 16 - 8 * c & 255;
          }
        }
        squares.add(square);
      }
    }
    return squares;
  }
}
