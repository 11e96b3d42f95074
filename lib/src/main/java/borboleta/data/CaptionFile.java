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

/**
 * Captions to judge by, one JSON object a line, with the keys of {@link QuestionFile} and the
 * category "detail".
 */
public final class CaptionFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CaptionFile() {}

  /**
   * Reads every caption, in order.
   *
   * @throws IOException in one sentence with the line, when the file is missing, damaged or lacks a
   *     key
   */
  public static List<EvalCaption> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no file of captions at " + file);
    }
    List<EvalCaption> captions = new ArrayList<>();
    try (BufferedReader in = Files.newBufferedReader(file)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        captions.add(caption(line, "%s, line %d".formatted(file, captions.size() + 1)));
      }
    }
    return captions;
  }

  /** Writes the captions. */
  public static void write(Path file, List<EvalCaption> captions) throws IOException {
    WholeFile.write(
        file,
        out -> {
          for (EvalCaption c : captions) {
            ObjectNode node = JSON.createObjectNode();
            node.put("question_id", c.id());
            node.put("image", c.image());
            node.put("text", c.text());
            node.put("category", RecordKind.DETAIL.fileName());
            node.put("answer", c.answer());
            out.write(JSON.writeValueAsString(node));
            out.write('\n');
          }
        });
  }

  private static EvalCaption caption(String line, String place) throws IOException {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IOException(place + " is cut off or damaged; make or copy the file again", e);
    }
    for (String key : List.of("question_id", "image", "text", "answer")) {
      if (!node.path(key).isTextual()) {
        throw new IOException(place + " lacks the string \"" + key + "\"");
      }
    }
    return new EvalCaption(
        node.get("question_id").textValue(),
        node.get("image").textValue(),
        node.get("text").textValue(),
        node.get("answer").textValue());
  }
}
