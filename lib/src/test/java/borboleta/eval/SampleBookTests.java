package borboleta.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.EvalQuestion;
import borboleta.data.Kind;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleBookTests {
  @TempDir Path folder;

  private static final List<EvalQuestion> QUESTIONS =
      List.of(
          new EvalQuestion("1", "a.png", Kind.COUNT, "Quantas coisas há?", "3"),
          new EvalQuestion("2", "b.png", Kind.WHAT, "O que é <isto>?", "um gato"),
          new EvalQuestion("3", "a.png", Kind.COLOUR, "Qual é a cor?", "azul"));
  private static final List<String> ANSWERS = List.of("3", "<b>um</b> cão", "azul");

  @BeforeEach
  void drawPictures() throws IOException {
    for (String name : List.of("a.png", "b.png")) {
      BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
      ImageIO.write(image, "png", folder.resolve(name).toFile());
    }
  }

  @Test
  void pageCarriesPicturesAndMarksRightAndWrong() throws IOException {
    Path page = folder.resolve("book.html");
    SampleBook.write(page, "Samples", folder, QUESTIONS, ANSWERS);
    String html = Files.readString(page);
    assertEquals(2, count(html, "<figure"), "one card a picture");
    assertEquals(2, count(html, "<tr class=\"right\""));
    assertEquals(1, count(html, "<tr class=\"wrong\" data-kind=\"what\""));
    assertTrue(html.contains("66.7 % (2 of 3"), "the share is in the head");
    assertTrue(html.contains("&lt;b&gt;um&lt;/b&gt; cão"), "answers are text, not HTML");
    assertTrue(html.contains("data-kind=\"colour\" aria-pressed"), "a button a kind");
    assertFalse(html.contains("{{"), "no place of the template is left");
    assertFalse(html.contains("http"), "nothing is fetched");
    Matcher picture = Pattern.compile("base64,([^\"]+)").matcher(html);
    assertTrue(picture.find());
    byte[] carried = Base64.getDecoder().decode(picture.group(1));
    assertEquals(Files.size(folder.resolve("a.png")), carried.length);
  }

  @Test
  void missingPictureIsNamedAndNothingIsWritten() throws IOException {
    Files.delete(folder.resolve("b.png"));
    Path page = folder.resolve("book.html");
    IOException e =
        assertThrows(
            IOException.class, () -> SampleBook.write(page, "t", folder, QUESTIONS, ANSWERS));
    assertTrue(e.getMessage().contains("b.png"), e.getMessage());
    assertFalse(Files.exists(page));
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
