package borboleta.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Questions with answers, one JSON object a line.
 *
 * <p>Source: the keys of LLaVA's evaluation files (question_id, image, text, category), and
 * "answer" beside them.
 */
public final class QuestionFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private QuestionFile() {}

  /**
   * Reads every question, in order.
   *
   * @throws IOException in one sentence with the line, when the file is missing, damaged or lacks a
   *     key
   */
  public static List<EvalQuestion> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no file of questions at " + file);
    }
    List<EvalQuestion> questions = new ArrayList<>();
    try (BufferedReader in = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        questions.add(question(line, "%s, line %d".formatted(file, number)));
      }
    }
    return questions;
  }

  /** Writes the questions; the kind is in lower case. */
  public static void write(Path file, List<EvalQuestion> questions) throws IOException {
    WholeFile.write(
        file,
        out -> {
          for (EvalQuestion q : questions) {
            ObjectNode node = JSON.createObjectNode();
            node.put("question_id", q.id());
            node.put("image", q.image());
            node.put("text", q.text());
            node.put("category", q.kind().name().toLowerCase(Locale.ROOT));
            node.put("answer", q.answer());
            out.write(JSON.writeValueAsString(node));
            out.write('\n');
          }
        });
  }

  private static EvalQuestion question(String line, String place) throws IOException {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IOException(place + " is cut off or damaged; make or copy the file again", e);
    }
    for (String key : List.of("question_id", "image", "text", "category", "answer")) {
      if (!node.path(key).isTextual()) {
        throw new IOException(place + " lacks the string \"" + key + "\"");
      }
    }
    String category = node.get("category").textValue();
    try {
      return new EvalQuestion(
          node.get("question_id").textValue(),
          node.get("image").textValue(),
          Kind.valueOf(category.toUpperCase(Locale.ROOT)),
          node.get("text").textValue(),
          node.get("answer").textValue());
    } catch (IllegalArgumentException e) {
      throw new IOException(place + ": \"" + category + "\" is no kind of question", e);
    }
  }
}
