package borboleta.eval;

import borboleta.data.EvalQuestion;
import borboleta.data.HtmlText;
import borboleta.data.Kind;
import borboleta.data.WholeFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A page to look through: each picture with its questions, references and answers, right or wrong.
 *
 * <p>The page carries its pictures and needs no network; buttons show only the right or wrong
 * answers, or one kind.
 */
public final class SampleBook {
  private SampleBook() {}

  /**
   * Writes the page, pictures in the order of their first question.
   *
   * @param file the HTML file
   * @param images the folder that holds the questions' PNG files
   * @throws IOException when a picture is missing or the page cannot be written
   * @throws IllegalArgumentException when there are not as many answers as questions
   */
  public static void write(
      Path file, String title, Path images, List<EvalQuestion> questions, List<String> answers)
      throws IOException {
    Accuracy accuracy = Accuracy.of(questions, answers);
    Map<String, List<Integer>> byImage = new LinkedHashMap<>();
    for (int i = 0; i < questions.size(); i++) {
      byImage.computeIfAbsent(questions.get(i).image(), name -> new ArrayList<>()).add(i);
    }
    for (String name : byImage.keySet()) {
      if (!Files.isRegularFile(images.resolve(name))) {
        throw new IOException(
            "no picture %s in %s; give the folder that the questions were made for"
                .formatted(name, images));
      }
    }
    String[] page = page().split("<!--cards-->", 2);
    WholeFile.write(
        file,
        out -> {
          out.write(head(page[0], title, accuracy, questions));
          for (Map.Entry<String, List<Integer>> card : byImage.entrySet()) {
            writeCard(out, images, card.getKey(), card.getValue(), questions, answers);
          }
          out.write(page[1]);
        });
  }

  private static String head(
      String template, String title, Accuracy accuracy, List<EvalQuestion> questions) {
    Set<Kind> kinds = new LinkedHashSet<>(accuracy.byKind().keySet());
    StringBuilder buttons = new StringBuilder();
    for (Kind kind : kinds) {
      buttons.append(
          "<button data-kind=\"%1$s\" aria-pressed=\"false\">%1$s</button>".formatted(key(kind)));
    }
    String summary = "%,d questions: %s".formatted(questions.size(), accuracy.total());
    return template
        .replace("{{title}}", HtmlText.escape(title))
        .replace("{{summary}}", HtmlText.escape(summary))
        .replace("{{kinds}}", buttons);
  }

  private static void writeCard(
      BufferedWriter out,
      Path images,
      String name,
      List<Integer> rows,
      List<EvalQuestion> questions,
      List<String> answers)
      throws IOException {
    String png = Base64.getEncoder().encodeToString(Files.readAllBytes(images.resolve(name)));
    out.write("<figure class=\"card\"><img alt=\"%s\"".formatted(HtmlText.escape(name)));
    out.write(" src=\"data:image/png;base64,%s\"/><table>\n".formatted(png));
    for (int row : rows) {
      EvalQuestion question = questions.get(row);
      boolean right = Accuracy.isRight(question, answers.get(row));
      out.write(
          "<tr class=\"%s\" data-kind=\"%s\"><td>%s</td><td>%s</td><td>%s</td></tr>%n"
              .formatted(
                  right ? "right" : "wrong",
                  key(question.kind()),
                  HtmlText.escape(question.text()),
                  HtmlText.escape(question.answer()),
                  (right ? "✓ " : "✗ ") + HtmlText.escape(answers.get(row)))
              .replace("\r\n", "\n"));
    }
    out.write("</table></figure>\n");
  }

  private static String page() throws IOException {
    try (InputStream in = SampleBook.class.getResourceAsStream("/borboleta/sample_book.html")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String key(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
