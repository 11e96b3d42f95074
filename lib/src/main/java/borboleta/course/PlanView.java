package borboleta.course;

import borboleta.train.plan.Advice;
import borboleta.train.plan.Calibration;
import borboleta.train.plan.Constants;
import borboleta.train.plan.Device;
import borboleta.train.plan.Plan;
import borboleta.train.plan.Published;
import borboleta.train.plan.Verdict;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Plans as a notebook shows them: what a run needs, part by part, and what each device has. */
public final class PlanView {
  private static final double GIB = 0x1p30;

  private PlanView() {}

  /**
   * Draws the memory of plans by part on each device, with the line that it must not pass.
   *
   * @param plans by the names that the bars have
   * @param devices names of {@link Device}
   * @throws IllegalArgumentException if there is no plan or no device, or a device is not known
   */
  public static BufferedImage memory(String title, Map<String, Plan> plans, String... devices) {
    if (plans.isEmpty() || devices.length == 0) {
      throw new IllegalArgumentException("give at least one plan and one device to draw");
    }
    List<StackedBars.Row> rows = new ArrayList<>();
    for (Map.Entry<String, Plan> entry : plans.entrySet()) {
      for (String name : devices) {
        Device device = Device.of(name);
        Verdict verdict = entry.getValue().on(device);
        Map<String, Double> parts = new LinkedHashMap<>();
        verdict.memory().parts().forEach((part, bytes) -> parts.put(part, bytes / GIB));
        String label =
            plans.size() == 1 ? device.title() : "%s, %s".formatted(entry.getKey(), device.title());
        rows.add(new StackedBars.Row(label, parts, verdict.limit() / GIB));
      }
    }
    return StackedBars.draw(title, "GiB of one device, at the peak of a step", rows);
  }

  /**
   * A row for each device: what it has, what the plan needs, whether it fits, the time of a step.
   */
  public static Sheet devices(Plan plan, String... devices) {
    Sheet sheet =
        Sheet.of(
            plan.model().name(),
            "device",
            "has GiB",
            "needs GiB",
            "verdict",
            "largest batch",
            "seconds a step");
    for (String name : devices) {
      Device device = Device.of(name);
      Verdict verdict = plan.on(device);
      boolean timed = device.teraflops() > 0;
      sheet.row(
          device.title(),
          rounded(device.bytes() / GIB),
          rounded(verdict.memory().needed() / GIB),
          verdict.fits() ? verdict.tight() ? "tight" : "fits" : "too small",
          verdict.largestBatch(),
          timed ? String.format(Locale.ROOT, "%.2f", plan.seconds(device).total()) : "");
    }
    return sheet;
  }

  /** What to change until the device holds the plan; an empty table where it does. */
  public static Sheet advice(Plan plan, String device) {
    Device on = Device.of(device);
    Sheet sheet = Sheet.of("The way out on " + on.title(), "change", "then needs GiB", "fits");
    for (Advice advice : plan.advice(on)) {
      sheet.row(advice.words(), rounded(advice.needed() / GIB), advice.fits() ? "yes" : "no");
    }
    return sheet;
  }

  /** What others measured beside what the planner says. */
  public static Sheet calibration() {
    Sheet sheet =
        Sheet.of("Published and predicted", "source", "run", "published", "predicted", "error");
    for (Calibration.Row row : Calibration.rows(Published.table().points(), Constants.FITTED)) {
      if (!Double.isNaN(row.error())) {
        boolean time = row.kind().equals("time");
        double unit = time ? 1 : GIB;
        String format = time ? "%.1f s" : "%.1f GiB";
        sheet.row(
            row.point().source(),
            row.point().name(),
            String.format(Locale.ROOT, format, row.published() / unit),
            String.format(Locale.ROOT, format, row.predicted() / unit),
            String.format(Locale.ROOT, "%+.1f %%", 100 * row.error()));
      }
    }
    return sheet;
  }

  private static double rounded(double value) {
    return Math.round(10 * value) / 10.0;
  }
}
