package borboleta.train.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How far the formulae are from what others published, and the constants that bring them near. */
public final class Calibration {
  private static final double[] FACTORS = {
    0.7, 0.9, 0.97, 0.99, 0.997, 1.003, 1.01, 1.03, 1.1, 1.4
  };
  private static final int ROUNDS = 40;

  /**
   * One figure.
   *
   * @param kind memory, time, fits or below
   * @param published in bytes, seconds, or the device's or the bound's bytes
   * @param predicted likewise
   * @param error predicted over published less 1, or NaN for a bound
   * @param right whether a bound is kept to
   */
  public record Row(
      Published point,
      String kind,
      double published,
      double predicted,
      double error,
      boolean right) {}

  private Calibration() {}

  /** All figures of some points under some constants. */
  public static List<Row> rows(List<Published> points, Constants c) {
    List<Row> rows = new ArrayList<>();
    for (Published p : points) {
      Prediction prediction = Prediction.of(p);
      if (prediction.hasMemory()) {
        rows.add(row(p, "memory", p.bytes(), prediction.bytes(c)));
      }
      if (prediction.hasTime()) {
        rows.add(row(p, "time", p.publishedSeconds(), prediction.seconds(c)));
      }
      if (p.fits() != null) {
        Verdict verdict = Verdict.of(prediction.model(), prediction.job(), prediction.device(), c);
        double limit = verdict.limit();
        boolean right = verdict.fits() == p.fits();
        rows.add(
            new Row(
                p,
                p.fits() ? "fits" : "out of memory",
                limit,
                verdict.memory().needed(),
                Double.NaN,
                right));
      }
      if (p.below() != null) {
        double predicted = prediction.bytes(c);
        boolean right = predicted < p.boundBytes();
        rows.add(new Row(p, "below", p.boundBytes(), predicted, Double.NaN, right));
      }
    }
    return rows;
  }

  private static Row row(Published p, String kind, double published, double predicted) {
    return new Row(p, kind, published, predicted, predicted / published - 1, true);
  }

  /** The figures of one source under constants that were fitted to all other sources. */
  public static List<Row> leaveOneSourceOut(List<Published> points) {
    List<Row> rows = new ArrayList<>();
    for (String source : points.stream().map(Published::source).distinct().toList()) {
      List<Published> others = points.stream().filter(p -> !p.source().equals(source)).toList();
      List<Published> own = points.stream().filter(p -> p.source().equals(source)).toList();
      rows.addAll(rows(own, fit(others)));
    }
    return rows;
  }

  /** Each figure under constants that were fitted to all points but its own. */
  public static List<Row> leaveOneOut(List<Published> points) {
    return IntStream.range(0, points.size())
        .parallel()
        .mapToObj(
            i -> {
              List<Published> others = new ArrayList<>(points);
              return rows(List.of(others.remove(i)), fit(others));
            })
        .flatMap(List::stream)
        .toList();
  }

  /** The median of the errors' sizes. */
  public static double median(List<Row> rows) {
    double[] sizes = sizes(rows);
    int middle = sizes.length / 2;
    return sizes.length % 2 == 1 ? sizes[middle] : (sizes[middle - 1] + sizes[middle]) / 2;
  }

  /** The largest size of an error. */
  public static double worst(List<Row> rows) {
    double[] sizes = sizes(rows);
    return sizes[sizes.length - 1];
  }

  private static double[] sizes(List<Row> rows) {
    double[] sizes =
        rows.stream()
            .mapToDouble(Row::error)
            .filter(e -> !Double.isNaN(e))
            .map(Math::abs)
            .sorted()
            .toArray();
    if (sizes.length == 0) {
      throw new IllegalArgumentException("no figure among the points has an error");
    }
    return sizes;
  }

  /** Finds the constants that bring {@link #distance} down, one at a time. */
  public static Constants fit(List<Published> points) {
    List<Prediction> used = points.stream().filter(p -> !p.heldOut()).map(Prediction::of).toList();
    Constants best = Constants.START;
    double least = distance(used, best);
    for (int round = 0; round < ROUNDS; round++) {
      double before = least;
      for (int index = 0; index < best.values().length; index++) {
        for (double factor : FACTORS) {
          Constants other = best.times(index, factor);
          double distance = distance(used, other);
          if (distance < least) {
            least = distance;
            best = other;
          }
        }
      }
      if (least == before) {
        break;
      }
    }
    return best;
  }

  /**
   * Mean size of the logarithm of predicted over published; and what the worst of them has beyond a
   * quarter, since a plan that is far off once is worse than many that are a little off.
   */
  static double distance(List<Prediction> points, Constants c) {
    double sum = 0;
    double worst = 0;
    int figures = 0;
    for (Prediction p : points) {
      if (p.hasMemory()) {
        double size = Math.abs(Math.log(p.bytes(c) / p.point().bytes()));
        sum += size;
        worst = Math.max(worst, size);
        figures++;
      }
      if (p.hasTime()) {
        double size = Math.abs(Math.log(p.seconds(c) / p.point().publishedSeconds()));
        sum += size;
        worst = Math.max(worst, size);
        figures++;
      }
    }
    return sum / figures + Math.max(0, worst - Math.log(1.25));
  }
}
