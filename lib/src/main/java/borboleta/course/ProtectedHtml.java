package borboleta.course;

import borboleta.translate.Cut;
import borboleta.translate.Protection;
import borboleta.translate.Translation;
import borboleta.translate.TranslationClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes values as protection sees them: what is sent, what stays, and what they become. */
final class ProtectedHtml {
  private static final String SENT =
      "<span style=\"background:#cfe6f7;border-radius:3px\">%s</span>";
  private static final String KEPT = "<code style=\"color:#66727C;white-space:pre-wrap\">%s</code>";
  private static final String CELL = "<td style=\"text-align:left;vertical-align:top\">%s</td>";

  private ProtectedHtml() {}

  /** Has the prose of each value translated and puts it back. */
  static String of(List<String> values, TranslationClient client) throws IOException {
    StringBuilder html = new StringBuilder("<table class=\"borboleta\"><caption>");
    html.append("Blue is sent; grey never leaves the house</caption><thead><tr>");
    for (String column : List.of("in the file", "sent", "put together again")) {
      html.append("<th style=\"text-align:left\">").append(column).append("</th>");
    }
    html.append("</tr></thead><tbody>");
    for (String value : values) {
      Cut cut = Protection.cut(value);
      List<String> prose = cut.prose().toList();
      Map<String, String> said = new HashMap<>();
      List<Translation> answers = prose.isEmpty() ? List.of() : client.translate(prose);
      for (int i = 0; i < prose.size(); i++) {
        said.put(prose.get(i), answers.get(i).text());
      }
      html.append("<tr>");
      html.append(CELL.formatted(marked(cut)));
      html.append(CELL.formatted(list(prose)));
      html.append(CELL.formatted(shown(cut.join(said::get)))).append("</tr>");
    }
    return html.append("</tbody></table>").toString();
  }

  private static String marked(Cut cut) {
    StringBuilder html = new StringBuilder();
    for (Cut.Piece piece : cut.pieces()) {
      html.append((piece.prose() ? SENT : KEPT).formatted(shown(piece.text())));
    }
    return html.toString();
  }

  private static String list(List<String> prose) {
    List<String> lines = new ArrayList<>();
    prose.forEach(segment -> lines.add(SENT.formatted(Html.escape(segment))));
    return prose.isEmpty() ? "nothing" : String.join("<br>", lines);
  }

  /** A line break is seen, and breaks the line too. */
  private static String shown(String text) {
    return Html.escape(text).replace("\n", "\\n<br>");
  }
}
