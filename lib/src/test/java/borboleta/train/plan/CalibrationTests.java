package borboleta.train.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTests {
  private static final List<Published> POINTS =
      Published.table().points().stream().filter(p -> !p.heldOut()).toList();
  private static final List<Published> HELD_OUT =
      Published.table().points().stream().filter(Published::heldOut).toList();

  @Test
  void publishedFiguresArePredicted() {
    List<Calibration.Row> rows = Calibration.rows(POINTS, Constants.FITTED);
    assertTrue(rows.stream().filter(r -> !Double.isNaN(r.error())).count() >= 50);
    assertTrue(Calibration.median(rows) <= 0.12, () -> "median " + Calibration.median(rows));
    rows.stream()
        .filter(r -> !Double.isNaN(r.error()))
        .forEach(r -> assertTrue(Math.abs(r.error()) <= 0.30, r::toString));
  }

  @Test
  void publishedCasesOutOfMemoryAreCalledSo() {
    List<Calibration.Row> cases =
        Calibration.rows(POINTS, Constants.FITTED).stream()
            .filter(r -> r.kind().equals("out of memory"))
            .toList();
    assertEquals(4, cases.size());
    cases.forEach(r -> assertTrue(r.right(), r::toString));
  }

  @Test
  void publishedRunsThatFitAreCalledSo() {
    List<Calibration.Row> cases =
        Calibration.rows(POINTS, Constants.FITTED).stream()
            .filter(r -> r.kind().equals("fits") || r.kind().equals("below"))
            .toList();
    assertEquals(4, cases.size());
    cases.forEach(r -> assertTrue(r.right(), r::toString));
  }

  @Test
  void figuresThatNoConstantIsFittedToArePredictedAsWell() {
    List<Calibration.Row> rows = Calibration.rows(HELD_OUT, Constants.FITTED);
    assertTrue(rows.size() >= 80);
    assertTrue(Calibration.median(rows) <= 0.12, () -> "median " + Calibration.median(rows));
  }

  @Test
  void aPointIsPredictedWithoutItself() {
    List<Calibration.Row> rows = Calibration.leaveOneOut(POINTS);
    assertTrue(rows.size() > POINTS.size());
    assertTrue(Calibration.median(rows) <= 0.12, () -> "median " + Calibration.median(rows));
    rows.forEach(r -> assertTrue(r.right(), r::toString));
    // A point that helped to find the constants is nearer, on the mean.
    double with = mean(Calibration.rows(POINTS, Calibration.fit(POINTS)));
    assertTrue(mean(rows) > with, () -> "%.4f left out, %.4f not".formatted(mean(rows), with));
  }

  private static double mean(List<Calibration.Row> rows) {
    return rows.stream()
        .mapToDouble(Calibration.Row::error)
        .filter(e -> !Double.isNaN(e))
        .map(Math::abs)
        .average()
        .orElseThrow();
  }

  @Test
  void aSourceIsPredictedWithoutItself() {
    List<Calibration.Row> rows = Calibration.leaveOneSourceOut(POINTS);
    assertTrue(Calibration.median(rows) <= 0.12, () -> "median " + Calibration.median(rows));
  }

  @Test
  void theConstantsAreThoseThatTheFitFinds() {
    List<Prediction> points = POINTS.stream().map(Prediction::of).toList();
    double ours = Calibration.distance(points, Constants.FITTED);
    double best = Calibration.distance(points, Calibration.fit(POINTS));
    assertTrue(
        ours - best <= 0.005,
        () -> "mean error %.4f, %.4f with %s".formatted(ours, best, Calibration.fit(POINTS)));
  }

  @Test
  void whatIsLeftOutSaysWhy() {
    Published.table().leftOut().forEach(l -> assertTrue(l.why().length() > 10, l.point()));
  }
}
