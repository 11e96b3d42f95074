package borboleta.course;

import borboleta.data.Kind;
import borboleta.eval.Accuracy;
import borboleta.eval.Interval;
import borboleta.eval.Score;
import java.util.Locale;
import java.util.Map;

/** Writes an accuracy as a table: one row a kind of question, then all. */
final class AccuracyHtml {
  private AccuracyHtml() {}

  static String of(Accuracy accuracy) {
    StringBuilder html =
        new StringBuilder(
            "<table class=\"borboleta\"><thead><tr><th style=\"text-align:left\">question</th>"
                + "<th>right</th><th>asked</th><th>share</th><th>95 % interval</th></tr></thead><tbody>");
    for (Map.Entry<Kind, Score> row : accuracy.byKind().entrySet()) {
      html.append(row(row.getKey().name().toLowerCase(Locale.ROOT), row.getValue()));
    }
    return html.append(row("all", accuracy.total())).append("</tbody></table>").toString();
  }

  private static String row(String name, Score score) {
    Interval i = score.interval();
    return String.format(
        Locale.ROOT,
        "<tr><td style=\"text-align:left\">%s</td><td>%,d</td><td>%,d</td><td>%.1f %%</td>"
            + "<td>%.1f to %.1f %%</td></tr>",
        name,
        score.right(),
        score.asked(),
        100 * score.share(),
        100 * i.low(),
        100 * i.high());
  }
}
