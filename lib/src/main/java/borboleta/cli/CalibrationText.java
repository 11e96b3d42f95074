package borboleta.cli;

import borboleta.train.plan.Calibration;
import borboleta.train.plan.Constants;
import borboleta.train.plan.Published;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** Published figures beside predicted ones, each with its error, and without its own source. */
final class CalibrationText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CalibrationText() {}

  static String table() {
    Published.Table table = Published.table();
    List<Published> fitted = table.points().stream().filter(p -> !p.heldOut()).toList();
    List<Published> heldOut = table.points().stream().filter(Published::heldOut).toList();
    List<Calibration.Row> rows = Calibration.rows(fitted, Constants.FITTED);
    List<Calibration.Row> without = Calibration.leaveOneSourceOut(fitted);
    List<Calibration.Row> one = Calibration.leaveOneOut(fitted);
    List<Calibration.Row> unseen = Calibration.rows(heldOut, Constants.FITTED);
    StringBuilder text = new StringBuilder();
    String source = "";
    for (int i = 0; i < rows.size(); i++) {
      Calibration.Row row = rows.get(i);
      if (!row.point().source().equals(source)) {
        source = row.point().source();
        text.append(head(source, "without it"));
      }
      text.append(line(row, without.get(i)));
    }
    source = "";
    for (Calibration.Row row : unseen) {
      if (!row.point().source().equals(source)) {
        source = row.point().source();
        text.append(head(source + " (no constant is fitted to it)", ""));
      }
      text.append(line(row, null));
    }
    text.append("\nerrors               figures    median   largest\n");
    text.append(summary("fitted", rows));
    text.append(summary("  memory", of(rows, "memory")));
    text.append(summary("  time", of(rows, "time")));
    text.append(summary("  nothing assumed", assumed(rows, false)));
    text.append(summary("  some of it assumed", assumed(rows, true)));
    text.append(summary("itself left out", one));
    text.append(summary("its source left out", without));
    text.append(summary("held out", unseen));
    text.append(summary("  memory", of(unseen, "memory")));
    text.append(summary("  time", of(unseen, "time")));
    text.append(
        String.format(
            Locale.ROOT,
            "%n%d constants are fitted, to the first %d figures; the formulae, and what is assumed"
                + " below, were%nchosen with these figures in sight. Time on cards without NVLink"
                + " rests on the A40's two.%n",
            Constants.FITTED.count(),
            rows.stream().filter(row -> !Double.isNaN(row.error())).count()));
    text.append("\nwhat a source does not name, and is assumed\n");
    table.points().stream()
        .filter(p -> p.assumed() != null)
        .map(p -> "  %s, %s: %s%n".formatted(p.source(), p.name(), p.assumed()))
        .forEach(text::append);
    text.append("\nleft out\n");
    table.leftOut().forEach(l -> text.append("  %s: %s\n".formatted(l.point(), l.why())));
    return text.toString();
  }

  private static List<Calibration.Row> of(List<Calibration.Row> rows, String kind) {
    return rows.stream().filter(row -> row.kind().equals(kind)).toList();
  }

  private static List<Calibration.Row> assumed(List<Calibration.Row> rows, boolean some) {
    return rows.stream().filter(row -> (row.point().assumed() != null) == some).toList();
  }

  private static String head(String source, String last) {
    return String.format(
        Locale.ROOT, "%n%-54s %9s %9s %7s %11s%n", source, "published", "predicted", "error", last);
  }

  private static String line(Calibration.Row row, Calibration.Row without) {
    String unit = row.kind().equals("time") ? "s" : "GiB";
    double scale = row.kind().equals("time") ? 1 : 0x1p30;
    String error =
        Double.isNaN(row.error())
            ? row.right() ? "right" : "WRONG"
            : String.format(Locale.ROOT, "%+.1f %%", 100 * row.error());
    String other =
        without == null
            ? ""
            : Double.isNaN(without.error())
                ? without.right() ? "right" : "WRONG"
                : String.format(Locale.ROOT, "%+.1f %%", 100 * without.error());
    String name = row.kind().equals("memory") || row.kind().equals("time") ? "" : row.kind() + ": ";
    return String.format(
        Locale.ROOT,
        "  %-48s %3s %9s %9s %7s %11s%n",
        name + row.point().name(),
        unit,
        number(row.published() / scale),
        number(row.predicted() / scale),
        error,
        other);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
  }

  private static String summary(String name, List<Calibration.Row> rows) {
    long figures = rows.stream().filter(row -> !Double.isNaN(row.error())).count();
    return String.format(
        Locale.ROOT,
        "%-20s %7d %8.1f %% %7.1f %%%n",
        name,
        figures,
        100 * Calibration.median(rows),
        100 * Calibration.worst(rows));
  }

  static String json() throws JsonProcessingException {
    Published.Table table = Published.table();
    ObjectNode root = JSON.createObjectNode();
    ArrayNode points = root.putArray("points");
    List<Published> fitted = table.points().stream().filter(p -> !p.heldOut()).toList();
    List<Calibration.Row> rows = Calibration.rows(fitted, Constants.FITTED);
    for (Calibration.Row row : Calibration.rows(table.points(), Constants.FITTED)) {
      ObjectNode node = points.addObject();
      node.put("source", row.point().source()).put("name", row.point().name());
      node.put("kind", row.kind()).put("held_out", row.point().heldOut());
      node.put("published", row.published()).put("predicted", row.predicted());
      if (!Double.isNaN(row.error())) {
        node.put("error", row.error());
      }
      node.put("right", row.right());
      if (row.point().assumed() != null) {
        node.put("assumed", row.point().assumed());
      }
    }
    root.put("fitted_constants", Constants.FITTED.count());
    root.put("median_error", Calibration.median(rows));
    root.put("median_error_itself_left_out", Calibration.median(Calibration.leaveOneOut(fitted)));
    root.set("constants", JSON.valueToTree(Constants.FITTED));
    root.set("left_out", JSON.valueToTree(table.leftOut()));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }
}
