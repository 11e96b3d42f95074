package borboleta.course;

import borboleta.translate.audit.AuditReport;
import borboleta.translate.audit.Finding;
import java.util.List;

/** Writes an audit's report as a table: each check with its count and its first finding. */
final class AuditHtml {
  private AuditHtml() {}

  static String of(AuditReport report) {
    StringBuilder html = new StringBuilder("<table class=\"borboleta\"><caption>");
    html.append(
        "%s: %,d of %,d records have faults</caption>"
            .formatted(Html.escape(report.translated()), report.faultyRecords(), report.records()));
    html.append("<thead><tr><th style=\"text-align:left\">check</th><th>faults</th>");
    html.append("<th>records</th><th style=\"text-align:left\">the first</th></tr></thead><tbody>");
    for (AuditReport.Outcome check : report.checks()) {
      html.append(
          "<tr title=\"%s\"><td style=\"text-align:left;white-space:nowrap\">%s %s</td><td>%,d</td><td>%,d</td><td style=\"text-align:left\">%s</td></tr>"
              .formatted(
                  Html.escape(check.explanation()),
                  check.faults() == 0 ? "✓" : "✗",
                  Html.escape(check.name()),
                  check.faults(),
                  check.records(),
                  first(report.findings(), check.name())));
    }
    return html.append("</tbody></table>").toString();
  }

  private static String first(List<Finding> findings, String check) {
    return findings.stream()
        .filter(finding -> finding.check().equals(check))
        .findFirst()
        .map(
            f ->
                "record %d, %s: expected <code>%s</code>, found <code>%s</code>"
                    .formatted(
                        f.number(),
                        Html.escape(f.where()),
                        Html.escape(f.expected()),
                        Html.escape(f.found())))
        .orElse("");
  }
}
