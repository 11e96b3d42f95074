package borboleta.course;

import borboleta.data.LlavaRecord;
import borboleta.data.Turn;
import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.List;

/** Writes a record as a reader sees it: the picture, and beside it each language's conversation. */
final class Dialogue {
  private Dialogue() {}

  /**
   * Lays the sides out in columns.
   *
   * @param sides the same record in one or more languages
   */
  static String html(BufferedImage picture, List<LlavaRecord> sides) {
    StringBuilder html =
        new StringBuilder(
            "<div class=\"dialogue\""
                + " style=\"display:flex;gap:1.2em;align-items:flex-start;flex-wrap:wrap\">");
    html.append(
        "<img alt=\"picture of record %s\" width=\"192\" height=\"192\" style=\"border-radius:8px;border:1px solid #ddd\" src=\"data:image/png;base64,%s\"/>"
            .formatted(
                Html.escape(sides.get(0).id()),
                Base64.getEncoder().encodeToString(Html.png(picture))));
    for (LlavaRecord side : sides) {
      html.append("<div style=\"flex:1;min-width:16em\"><code>id %s</code>".formatted(side.id()));
      for (Turn turn : side.conversations()) {
        boolean human = turn.from().equals(Turn.HUMAN);
        html.append(
            "<p style=\"margin:.35em 0;%s\"><strong>%s</strong> %s</p>"
                .formatted(
                    human ? "" : "padding-left:1.2em;color:#1b6e4b",
                    Html.escape(turn.from()),
                    Html.escape(turn.value()).replace("\n", "<code>\\n</code>")));
      }
      html.append("</div>");
    }
    return html.append("</div>").toString();
  }
}
