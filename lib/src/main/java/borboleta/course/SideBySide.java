package borboleta.course;

import borboleta.translate.audit.AuditReport;
import borboleta.translate.audit.Finding;
import borboleta.translate.audit.Marks;
import borboleta.translate.audit.Worst;
import java.util.List;

/**
 * Writes a record and its translation in two columns, with what should be the same, and is not,
 * marked on both sides.
 */
final class SideBySide {
  private static final String CELL =
      "<td style=\"text-align:left;vertical-align:top;width:%s;overflow-wrap:anywhere\">%s</td>";
  private static final int FINDINGS = 4;

  private SideBySide() {}

  /** The records with the most faults, with what was found in them. */
  static String worst(AuditReport report, int most) {
    StringBuilder html = new StringBuilder();
    for (Worst record : report.worst().subList(0, Math.min(most, report.worst().size()))) {
      List<String> found =
          report.findings().stream()
              .filter(f -> f.number() == record.number() && f.record().equals(record.record()))
              .limit(FINDINGS)
              .map(SideBySide::said)
              .toList();
      html.append(
          record(
              "record %,d (id %s): %,d fault%s"
                  .formatted(
                      record.number(),
                      record.record(),
                      record.faults(),
                      record.faults() == 1 ? "" : "s"),
              found,
              record));
    }
    return html.toString();
  }

  private static String said(Finding f) {
    return "%s, %s: expected <code>%s</code>, found <code>%s</code>"
        .formatted(
            Html.escape(f.check()),
            Html.escape(f.where()),
            Html.escape(f.expected()),
            Html.escape(f.found()));
  }

  /**
   * One record.
   *
   * @param remarks HTML, one line each
   */
  static String record(String heading, List<String> remarks, Worst record) {
    StringBuilder html =
        new StringBuilder("<table class=\"borboleta\" style=\"width:100%;margin-bottom:1em\">");
    html.append("<caption style=\"text-align:left\">").append(Html.escape(heading));
    remarks.forEach(remark -> html.append("<br>").append(remark));
    html.append("</caption><tbody>");
    for (Worst.Line line : record.turns()) {
      html.append("<tr>")
          .append(CELL.formatted("6%", Html.escape(line.from())))
          .append(CELL.formatted("47%", Marks.source(line.source(), line.translated())))
          .append(CELL.formatted("47%", Marks.translated(line.source(), line.translated())))
          .append("</tr>");
    }
    return html.append("</tbody></table>").toString();
  }
}
