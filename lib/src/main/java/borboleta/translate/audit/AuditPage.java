package borboleta.translate.audit;

/** Draws an audit report as one HTML page that needs nothing else. */
final class AuditPage {
  private static final int FINDINGS_SHOWN = 50;
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>Audit of %s</title>
      <style>
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
      table { border-collapse: collapse; width: 100%% }
      th, td { border-bottom: 1px solid #ccc; padding: .35rem .6rem; text-align: left; vertical-align: top }
      td.n { text-align: right; white-space: nowrap } .bad { color: #a11 } .ok { color: #171 }
      code { white-space: pre-wrap; overflow-wrap: anywhere } small { color: #555 }
      </style></head><body>
      """;

  private AuditPage() {}

  static String of(AuditReport report) {
    StringBuilder page = new StringBuilder(HEAD.formatted(escape(report.translated())));
    page.append(
        "<h1>%s against %s</h1>\n<p class=\"%s\">%s faults; %s of %s records have some.</p>\n"
            .formatted(
                escape(report.translated()),
                escape(report.source()),
                report.clean() ? "ok" : "bad",
                Shown.count(report.faults()),
                Shown.count(report.faultyRecords()),
                Shown.count(report.records())));
    page.append("<table><tr><th>Check</th><th>What it demands</th><th>Faults</th>");
    page.append("<th>Records</th></tr>\n");
    for (AuditReport.Outcome check : report.checks()) {
      page.append(
          "<tr><td class=\"%s\">%s</td><td>%s<br><small>for example: <code>%s</code></small></td>"
              .formatted(
                  check.faults() == 0 ? "ok" : "bad",
                  escape(check.name()),
                  escape(check.explanation()),
                  escape(check.example())));
      page.append(
          "<td class=\"n\">%s</td><td class=\"n\">%s</td></tr>\n"
              .formatted(Shown.count(check.faults()), Shown.count(check.records())));
    }
    page.append("</table>\n");
    report.checks().stream()
        .filter(check -> check.faults() > 0)
        .forEach(check -> findings(page, report, check));
    return page.append("</body></html>\n").toString();
  }

  private static void findings(StringBuilder page, AuditReport report, AuditReport.Outcome check) {
    page.append(
        "<h2>%s</h2>\n<p>The first %d of %s.</p>\n"
            .formatted(
                escape(check.name()),
                Math.min(FINDINGS_SHOWN, check.faults()),
                Shown.count(check.faults())));
    page.append("<table><tr><th>Record</th><th>Where</th><th>Expected</th><th>Found</th></tr>\n");
    report.findings().stream()
        .filter(f -> f.check().equals(check.name()))
        .limit(FINDINGS_SHOWN)
        .forEach(
            f ->
                page.append(
                    "<tr><td>%d (id %s)</td><td>%s</td><td><code>%s</code></td><td><code>%s</code></td></tr>\n"
                        .formatted(
                            f.number(),
                            escape(f.record()),
                            escape(f.where()),
                            escape(f.expected()),
                            escape(f.found()))));
    page.append("</table>\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
