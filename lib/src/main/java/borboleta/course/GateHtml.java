package borboleta.course;

/**
 * Writes a held gate as HTML; the site collects tables of class "gate" by their data attributes.
 */
final class GateHtml {
  private static final String GO = "#1b6e4b";
  private static final String REVIEW = "#9a5b00";

  private GateHtml() {}

  static String of(Gate.Held gate) {
    StringBuilder html = new StringBuilder();
    html.append(
        "<table class=\"gate\" data-week=\"%d\" data-verdict=\"%s\">"
            .formatted(gate.week(), gate.goes() ? "go" : "in-review"));
    html.append(
        "<caption style=\"text-align:left\"><strong>Gate of week %d: <span style=\"color:%s\">%s</span></strong><br/>%s</caption>"
            .formatted(
                gate.week(), gate.goes() ? GO : REVIEW, gate.verdict(), Html.escape(gate.term())));
    html.append("<thead><tr>");
    for (String title : new String[] {"planned", "delivered", "measured", ""}) {
      html.append("<th style=\"text-align:left\">").append(title).append("</th>");
    }
    html.append("</tr></thead><tbody>");
    for (Gate.HeldRow row : gate.rows()) {
      html.append("<tr data-met=\"%s\">".formatted(row.met()));
      for (String cell : new String[] {row.planned(), row.delivered(), row.measured()}) {
        html.append("<td style=\"text-align:left\">").append(Html.escape(cell)).append("</td>");
      }
      html.append(
          "<td style=\"color:%s;white-space:nowrap\">%s</td></tr>"
              .formatted(row.met() ? GO : REVIEW, row.met() ? "✓ met" : "✗ not met"));
    }
    return html.append("</tbody></table>").toString();
  }
}
