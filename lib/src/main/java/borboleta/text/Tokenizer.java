package borboleta.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A {@code tokenizer.json}: text to ids and back. */
public final class Tokenizer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HuggingFaceTokenizer tokenizer;
  private final int size;

  private Tokenizer(HuggingFaceTokenizer tokenizer, int size) {
    this.tokenizer = tokenizer;
    this.size = size;
  }

  /**
   * Loads the tokenizer of a model folder.
   *
   * @throws IOException if the folder has no tokenizer.json, or it cannot be read
   */
  public static Tokenizer load(Path folder) throws IOException {
    Path file = folder.resolve("tokenizer.json");
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          file
              + " is missing; make it with transformers:"
              + " AutoTokenizer.from_pretrained(FOLDER).save_pretrained(FOLDER)");
    }
    try {
      return new Tokenizer(
          HuggingFaceTokenizer.newInstance(
              file, Map.of("addSpecialTokens", "false", "padding", "false", "truncation", "false")),
          size(JSON.readTree(file.toFile())));
    } catch (RuntimeException e) {
      throw new IOException(file + " is not a tokenizer that can be read: " + e.getMessage(), e);
    }
  }

  /** One more than the largest id, among the vocabulary and the added tokens. */
  private static int size(JsonNode root) {
    JsonNode vocabulary = root.path("model").path("vocab");
    // T5's is a list of pieces with their scores, the others' give each piece its id.
    int largest = vocabulary.isArray() ? vocabulary.size() - 1 : -1;
    if (vocabulary.isObject()) {
      for (JsonNode id : vocabulary) {
        largest = Math.max(largest, id.asInt());
      }
    }
    for (JsonNode added : root.path("added_tokens")) {
      largest = Math.max(largest, added.path("id").asInt());
    }
    return largest + 1;
  }

  /** Ids of a text as it stands, without a beginning or end of sentence. */
  public long[] encode(String text) {
    return tokenizer.encode(text, false, false).getIds();
  }

  /** Whether the tokenizer's own rules put a token before every text. */
  public boolean begins(long token) {
    long[] ids = tokenizer.encode("a", true, false).getIds();
    return ids.length > encode("a").length && ids[0] == token;
  }

  /** Text of ids, without special tokens. */
  public String decode(long[] ids) {
    return tokenizer.decode(ids, true);
  }

  /**
   * Id of a token that must be there.
   *
   * @throws IllegalArgumentException if the text is not one token
   */
  public long id(String token) {
    long[] ids = encode(token);
    if (ids.length != 1) {
      throw new IllegalArgumentException(
          "the tokenizer splits " + token + " into " + ids.length + " tokens instead of one");
    }
    return ids[0];
  }

  /** Number of tokens in the vocabulary. */
  public int size() {
    return size;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
