package borboleta.course;

import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/** Shows something in the middle of a cell; the same calls work under JJava, IJava and a shell. */
public final class Show {
  private Show() {}

  /** Shows a piece of HTML. */
  public static void html(String html) {
    Screen.current().show(html, "text/html");
  }

  /** Shows a table; a shell gets its text. */
  public static void table(Table table) {
    Screen screen = Screen.current();
    if (screen.isNotebook()) {
      screen.show(TableHtml.of(table), "text/html");
    } else {
      screen.show(table.print(), "text/plain");
    }
  }

  /** Shows a chart as a picture. */
  public static void chart(Chart<?, ?> chart) {
    Screen.current().show(BitmapEncoder.getBufferedImage(chart), "image/png");
  }

  /** Shows a picture with a sentence under it. */
  public static void picture(BufferedImage picture, String caption) {
    Screen screen = Screen.current();
    screen.show(picture, "image/png");
    if (screen.isNotebook()) {
      screen.show("<p><em>" + Html.escape(caption) + "</em></p>", "text/html");
    } else {
      screen.show(caption, "text/plain");
    }
  }

  /**
   * Shows pictures side by side, each with its caption.
   *
   * @throws IllegalArgumentException when there are not as many captions as pictures
   */
  public static void pictures(List<BufferedImage> pictures, List<String> captions) {
    Screen.current().show(PictureSheet.of(pictures, captions), "image/png");
  }

  /** Shows one line of text. */
  public static void line(String text) {
    Screen.current().show(text, "text/plain");
  }
}
