package borboleta.translate.audit;

import static borboleta.data.HtmlText.escape;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws an audit report as one HTML page that needs nothing else. */
final class AuditPage {
  private static final int FINDINGS_SHOWN = 10;
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>Audit of %s</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <style>
      body { font: 15px/1.5 system-ui, sans-serif; color: #22303C; margin: 2rem auto; max-width: 72rem; padding: 0 1rem }
      h1 { font-size: 1.7rem; line-height: 1.25 } h2 { margin-top: 2.6rem; font-size: 1.25rem }
      table { border-collapse: collapse; width: 100%% }
      th, td { border-bottom: 1px solid #E3E2DD; padding: .4rem .6rem; text-align: left; vertical-align: top }
      th { color: #66727C; font-weight: 600 } td.n, th.n { text-align: right; white-space: nowrap }
      .bad { color: #a11 } .ok { color: #1d6b3f } .lead { font-size: 1.1rem }
      code { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .9em } small { color: #66727C }
      svg { width: 100%%; height: auto; margin: 1rem 0; font: 13px system-ui, sans-serif; fill: #22303C }
      svg .title { font-size: 16px; font-weight: 700 }
      .pair { border: 1px solid #E3E2DD; border-radius: 6px; margin: 1rem 0; overflow: hidden }
      .pair > header { background: #F4F5F2; padding: .4rem .8rem } .pair td { width: 47%%; overflow-wrap: anywhere }
      .pair td.from { width: 6%%; color: #66727C } .pair ul { margin: .4rem 0; padding-left: 1.6rem }
      .pair table { table-layout: fixed } mark { background: #FFD9A8; border-radius: 2px; padding: 0 .1em }
      td.to mark { background: #F7B9B9 } .sign { color: #66727C; font-size: .85em }
      details summary { cursor: pointer; padding: .3rem 0 }
      </style></head><body>
      """;

  private AuditPage() {}

  static String of(AuditReport report) {
    StringBuilder page = new StringBuilder(HEAD.formatted(escape(report.translated())));
    page.append(
        "<h1>%s against %s</h1>\n<p class=\"lead %s\">%s faults; %s of %s records have some.</p>\n"
            .formatted(
                escape(report.translated()),
                escape(report.source()),
                report.clean() ? "ok" : "bad",
                Shown.count(report.faults()),
                Shown.count(report.faultyRecords()),
                Shown.count(report.records())));
    if (!report.clean()) {
      charts(page, report);
    }
    checks(page, report);
    measured(page, report);
    mended(page, report);
    grammar(page, report.grammar());
    worst(page, report);
    if (!report.clean()) {
      page.append("<h2>The first findings of each check</h2>\n");
      report.checks().stream()
          .filter(check -> check.faults() > 0)
          .forEach(check -> findings(page, report, check));
    }
    return page.append("</body></html>\n").toString();
  }

  private static void charts(StringBuilder page, AuditReport report) {
    List<BarChart.Bar> bars = new ArrayList<>();
    long most = report.checks().stream().mapToLong(AuditReport.Outcome::records).max().orElse(1);
    for (AuditReport.Outcome check : report.checks()) {
      bars.add(
          new BarChart.Bar(
              check.name(),
              (double) check.records() / most,
              check.records() == 0
                  ? "0"
                  : "%s (%s)"
                      .formatted(
                          Shown.count(check.records()),
                          percent((double) check.records() / report.records()))));
    }
    page.append("<figure>").append(BarChart.across("Records with faults, by check", bars));
    page.append(
        BarChart.along(
            "Where they are: records with faults along the file",
            report.spread(),
            "first record",
            "last record"));
    page.append("</figure>\n");
  }

  private static void checks(StringBuilder page, AuditReport report) {
    page.append("<h2>The checks</h2>\n<table><tr><th>Check</th><th>What it demands</th>");
    page.append("<th class=\"n\">Faults</th><th class=\"n\">Records</th></tr>\n");
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
  }

  private static void measured(StringBuilder page, AuditReport report) {
    if (report.measured().isEmpty()) {
      return;
    }
    page.append("<h2>How far the checks can be trusted</h2>\n<p>Faults of each kind were put into");
    page.append(" clean records. Recall is the share that the check found; an alarm is a fault");
    page.append(" that it found in a clean record.</p>\n<table><tr><th>Check</th>");
    page.append("<th class=\"n\">Seeded</th><th class=\"n\">Found</th><th class=\"n\">Recall</th>");
    page.append("<th class=\"n\">Clean records</th><th class=\"n\">Alarms</th>");
    page.append("<th class=\"n\">False alarms</th><th>Missed</th></tr>\n");
    for (CheckRates check : report.measured()) {
      page.append(
          "<tr><td>%s</td><td class=\"n\">%d</td><td class=\"n\">%d</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%d</td><td class=\"n\">%s</td><td>%s</td></tr>\n"
              .formatted(
                  escape(check.check()),
                  check.seeded(),
                  check.found(),
                  check.seeded() == 0 ? "–" : String.format(Locale.ROOT, "%.3f", check.recall()),
                  Shown.count(check.clean()),
                  check.alarms(),
                  percent(check.falseAlarms()),
                  escape(check.missed())));
    }
    page.append("</table>\n");
  }

  private static void mended(StringBuilder page, AuditReport report) {
    if (report.mended().isEmpty()) {
      return;
    }
    page.append("<h2>What was mended</h2>\n<table><tr><th>Check</th>");
    page.append("<th class=\"n\">Records before</th><th class=\"n\">after</th></tr>\n");
    for (Mended check : report.mended()) {
      if (check.before() > 0) {
        page.append(
            "<tr><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td></tr>\n"
                .formatted(
                    escape(check.check()),
                    Shown.count(check.before()),
                    Shown.count(check.after())));
      }
    }
    page.append("</table>\n");
  }

  private static void grammar(StringBuilder page, GrammarSample sample) {
    if (sample == null) {
      return;
    }
    page.append(
        "<h2>Grammar and variety, by LanguageTool</h2>\n<p>%s of %s sampled sentences have a remark. Measured: recall %.3f (%d of %d seeded faults), alarms in %s of clean sentences.</p>\n"
            .formatted(
                Shown.count(sample.flagged()),
                Shown.count(sample.sentences()),
                sample.recall().recall(),
                sample.recall().found(),
                sample.recall().seeded(),
                percent(sample.recall().falseAlarms())));
    page.append("<table><tr><th>Record</th><th>Sentence</th><th>Found</th><th>Remark</th></tr>\n");
    for (GrammarSample.Remark remark : sample.remarks()) {
      page.append(
          "<tr><td>%d</td><td>%s</td><td><code>%s</code></td><td>%s <small>%s</small></td></tr>\n"
              .formatted(
                  remark.number(),
                  escape(remark.sentence()),
                  escape(remark.found()),
                  escape(remark.message()),
                  escape(remark.rule())));
    }
    page.append("</table>\n");
  }

  private static void worst(StringBuilder page, AuditReport report) {
    if (report.worst().isEmpty()) {
      return;
    }
    page.append(
        "<h2>The %d records with the most faults</h2>\n<p>Marked: what should be the same on both sides and is not, and English that stayed.</p>\n"
            .formatted(report.worst().size()));
    for (Worst record : report.worst()) {
      page.append(
          "<div class=\"pair\"><header>record %s (id %s): %d faults<ul>"
              .formatted(Shown.count(record.number()), escape(record.record()), record.faults()));
      report.findings().stream()
          .filter(f -> f.number() == record.number() && f.record().equals(record.record()))
          .limit(6)
          .forEach(
              f ->
                  page.append(
                      "<li>%s, %s: expected <code>%s</code>, found <code>%s</code></li>"
                          .formatted(
                              escape(f.check()),
                              escape(f.where()),
                              escape(f.expected()),
                              escape(f.found()))));
      page.append("</ul></header><table>\n");
      for (Worst.Line line : record.turns()) {
        page.append(
            "<tr><td class=\"from\">%s</td><td>%s</td><td class=\"to\">%s</td></tr>\n"
                .formatted(
                    escape(line.from()),
                    Marks.source(line.source(), line.translated()),
                    Marks.translated(line.source(), line.translated())));
      }
      page.append("</table></div>\n");
    }
  }

  private static void findings(StringBuilder page, AuditReport report, AuditReport.Outcome check) {
    page.append(
        "<details><summary><b>%s</b>: the first %d of %s</summary>\n"
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
    page.append("</table></details>\n");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
