package borboleta.eval.parity;

import borboleta.text.Conversation;
import borboleta.text.PromptTemplate;
import borboleta.text.Sample;
import borboleta.text.Tokenizer;
import borboleta.text.VicunaTemplate;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The case {@code tokenizer}: texts to ids and back, and conversations to the ids and labels of
 * LLaVA's own training code.
 */
public final class TokenizerCase {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Double> deviations = new HashMap<>();

  private TokenizerCase() {}

  /**
   * Compares the texts of case.json and, where it is there, the conversations of llava_labels.json.
   *
   * @return how many tokens differ in {@code ids}, {@code input_ids} and {@code labels}, and how
   *     many texts in {@code decoded}; all have to be 0
   * @throws IOException in one sentence, if a file is missing or broken
   */
  public static Map<String, Double> compare(Path folder) throws IOException {
    TokenizerCase run = new TokenizerCase();
    try (Tokenizer tokenizer = Tokenizer.load(folder)) {
      run.texts(tokenizer, read(folder.resolve("case.json")));
      Path labels = folder.resolve("llava_labels.json");
      if (Files.exists(labels)) {
        run.conversations(tokenizer, labels, read(labels));
      }
      return run.deviations;
    } catch (IllegalArgumentException e) {
      throw new IOException(folder + ": " + e.getMessage(), e);
    }
  }

  private static JsonNode read(Path file) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is not JSON; make the case again", e);
    }
    if (root.path("cases").isEmpty()) {
      throw new IOException(file + " has no cases; make the case again");
    }
    return root;
  }

  private void texts(Tokenizer tokenizer, JsonNode root) {
    for (JsonNode text : root.get("cases")) {
      long[] want = ids(text.path("ids"));
      count("ids", differing(want, tokenizer.encode(text.path("text").asText())));
      String decoded = text.path("decoded").asText();
      count("decoded", decoded.equals(tokenizer.decode(want)) ? 0 : 1);
    }
  }

  private void conversations(Tokenizer tokenizer, Path file, JsonNode root) throws IOException {
    PromptTemplate template = template(tokenizer, file, root);
    int number = 0;
    for (JsonNode conversation : root.get("cases")) {
      List<String> speakers = new ArrayList<>();
      List<String> values = new ArrayList<>();
      for (JsonNode turn : conversation.path("conversations")) {
        speakers.add(turn.path("from").asText());
        values.add(turn.path("value").asText());
      }
      Sample got = template.encode(Conversation.of(Integer.toString(number++), speakers, values));
      count("input_ids", differing(ids(conversation.path("input_ids")), got.ids()));
      count("labels", differing(ids(conversation.path("labels")), got.labels()));
    }
  }

  private static PromptTemplate template(Tokenizer tokenizer, Path file, JsonNode root)
      throws IOException {
    PromptTemplate.SpecialIds special =
        new PromptTemplate.SpecialIds(
            root.path("image_token_index").asLong(),
            tokenizer.id("<s>"),
            tokenizer.id("</s>"),
            tokenizer.id("<unk>"),
            1);
    boolean legacy = root.path("legacy").asBoolean(true);
    return switch (root.path("template").asText()) {
      case "vicuna_v1" -> VicunaTemplate.vicuna(tokenizer, special, 2048, legacy);
      case "llava_v1" -> VicunaTemplate.llava(tokenizer, special, 2048, legacy);
      default ->
          throw new IOException(
              file + " has template " + root.path("template") + "; known are vicuna_v1, llava_v1");
    };
  }

  private static long[] ids(JsonNode list) {
    long[] ids = new long[list.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = list.get(i).asLong();
    }
    return ids;
  }

  private static int differing(long[] want, long[] got) {
    int common = Math.min(want.length, got.length);
    int count = Math.max(want.length, got.length) - common;
    for (int i = 0; i < common; i++) {
      count += want[i] == got[i] ? 0 : 1;
    }
    return count;
  }

  private void count(String quantity, int more) {
    deviations.merge(quantity, (double) more, Double::sum);
  }
}
