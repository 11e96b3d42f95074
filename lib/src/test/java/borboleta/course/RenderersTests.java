package borboleta.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.EvalQuestion;
import borboleta.data.Kind;
import borboleta.eval.Accuracy;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import javax.imageio.ImageIO;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The kernel's own renderer is used: JJava's, without its kernel. */
class RenderersTests {
  private static final MIMEType HTML = MIMEType.TEXT_HTML;

  private static DisplayData render(Object value) {
    Renderer renderer = new Renderer();
    Renderers.register(renderer);
    return renderer.render(value);
  }

  @Test
  void tableShowsAsHtmlWithNumbersToTheRight() {
    DoubleColumn numbers = DoubleColumn.create("figure", 1234.56, Double.NaN, 0.00012);
    DateColumn dates = DateColumn.create("date");
    dates.append(java.time.LocalDate.of(2023, 4, 17)).appendMissing().appendMissing();
    Table table = Table.create(StringColumn.create("name", "a<b", "c", ""), numbers, dates);
    String html = (String) render(table).getData(HTML);
    assertTrue(html.contains("a&lt;b"), html);
    assertTrue(html.contains("<td style=\"text-align:right\">1,234.6</td>"), html);
    assertTrue(html.contains("<td style=\"text-align:right\"></td>"), "a missing cell is empty");
    assertTrue(html.contains("1.2E-4"), html);
    assertTrue(html.contains("2023-04-17"), html);
  }

  @Test
  void longTableIsCutAndSaysSo() {
    IntColumn column = IntColumn.create("n", 100);
    for (int i = 0; i < 100; i++) {
      column.set(i, i);
    }
    String html = (String) render(Table.create(column)).getData(HTML);
    assertTrue(html.contains("The first 40 of 100 rows."), html);
    assertFalse(html.contains(">40<"), "row 40 is not shown");
  }

  @Test
  void chartShowsAsPicture() throws Exception {
    double[][] line = {{1, 2, 3}, {3, 2, 1}};
    DisplayData data = render(Charts.lines("Loss", "step", "loss", Map.of("loss", line)));
    String png = (String) data.getData(MIMEType.IMAGE_PNG);
    assertNotNull(png);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png)));
    assertEquals(960, image.getWidth());
    assertEquals("chart: Loss", data.getData(MIMEType.TEXT_PLAIN));
  }

  @Test
  void gateExerciseAndAccuracyShowAsHtml() {
    Gate.Held held = new Gate.Held(3, "term", List.of());
    assertTrue(((String) render(held).getData(HTML)).startsWith("<table class=\"gate\""));
    Exercise<Integer> open = Exercise.of("1.1", "Count.", null);
    assertTrue(((String) render(open).getData(HTML)).contains("data-state=\"open\""));
    EvalQuestion question = new EvalQuestion("1", "1.png", Kind.COUNT, "?", "3");
    String accuracy = (String) render(Accuracy.of(List.of(question), List.of("3"))).getData(HTML);
    assertTrue(accuracy.contains("<td>100.0 %</td>"), accuracy);
    assertEquals("<b>x</b>", render(new Html("<b>x</b>")).getData(HTML));
  }

  @Test
  void pictureShowsWithItsWords() {
    BufferedImage image = new BufferedImage(4, 3, BufferedImage.TYPE_INT_ARGB);
    DisplayData data = render(new Captioned(image, "Four by three."));
    assertNotNull(data.getData(MIMEType.IMAGE_PNG));
    assertEquals("Four by three.", data.getData(MIMEType.TEXT_PLAIN));
  }

  @Test
  void kernelFindsTheExtension() {
    assertTrue(
        ServiceLoader.load(Extension.class).stream()
            .anyMatch(provider -> provider.type() == JJavaExtension.class));
  }
}
