package borboleta.course;

import borboleta.data.LlavaRecord;
import borboleta.train.plan.Plan;
import borboleta.translate.TranslationClient;
import borboleta.translate.audit.AuditReport;
import borboleta.translate.audit.Pair;
import borboleta.translate.audit.Worst;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/** Shows something in the middle of a cell; the same calls work under JJava, IJava and a shell. */
public final class Show {
  private Show() {}

  /** Shows a piece of HTML. */
  public static void html(String html) {
    Screen.current().show(new Html(html));
  }

  /** Shows a table; a shell gets its text. */
  public static void table(Table table) {
    Screen screen = Screen.current();
    screen.show(screen.isNotebook() ? table : table.print());
  }

  /** Shows a chart as a picture. */
  public static void chart(Chart<?, ?> chart) {
    Screen.current().show(new Captioned(BitmapEncoder.getBufferedImage(chart), chart.getTitle()));
  }

  /** Shows a picture with a sentence under it. */
  public static void picture(BufferedImage image, String caption) {
    Screen screen = Screen.current();
    screen.show(new Captioned(image, caption));
    if (screen.isNotebook()) {
      screen.show(new Html("<p><em>" + Html.escape(caption) + "</em></p>"));
    }
  }

  /**
   * Shows pictures side by side, each with its caption.
   *
   * @throws IllegalArgumentException when there are not as many captions as pictures
   */
  public static void pictures(List<BufferedImage> pictures, List<String> captions) {
    BufferedImage sheet = PictureSheet.of(pictures, captions);
    Screen.current().show(new Captioned(sheet, String.join("; ", captions)));
  }

  /**
   * Shows a record as a reader sees it: its picture and its conversation, in one or more languages.
   *
   * @throws IllegalArgumentException when no record is given
   */
  public static void dialogue(BufferedImage picture, LlavaRecord... sides) {
    if (sides.length == 0) {
      throw new IllegalArgumentException("no record to show; give one for each language");
    }
    Screen.current().show(new Html(Dialogue.html(picture, List.of(sides))));
  }

  /**
   * Shows what a run needs on each device: a bar of its parts with the line that it must not pass,
   * and a table with the largest batch and the time of a step.
   *
   * @param devices names of {@link borboleta.train.plan.Device}
   * @throws IllegalArgumentException when there is no device, or one is not known
   */
  public static void plan(String title, Plan plan, String... devices) {
    Screen screen = Screen.current();
    screen.show(new Captioned(PlanView.memory(title, Map.of(title, plan), devices), title));
    screen.show(PlanView.devices(plan, devices));
  }

  /**
   * Shows what protection sends of each value and what it keeps, and what comes of it.
   *
   * @throws IOException when the client cannot translate
   */
  public static void protection(List<String> values, TranslationClient client) throws IOException {
    Screen.current().show(new Html(ProtectedHtml.of(values, client)));
  }

  /** Shows the records with the most faults side by side, what was damaged marked on both sides. */
  public static void worst(AuditReport report, int most) {
    Screen.current().show(new Html(SideBySide.worst(report, most)));
  }

  /** Shows records and their translations side by side, with a heading each. */
  public static void pairs(List<Pair> pairs, Function<Pair, String> heading) {
    StringBuilder html = new StringBuilder();
    for (Pair pair : pairs) {
      html.append(SideBySide.record(heading.apply(pair), List.of(), Worst.of(pair, 0)));
    }
    Screen.current().show(new Html(html.toString()));
  }

  /** Shows one line of text. */
  public static void line(String text) {
    Screen.current().show(text);
  }
}
