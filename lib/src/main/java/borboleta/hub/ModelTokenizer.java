package borboleta.hub;

import borboleta.text.Tokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A tokenizer in a model's folder: whether it is the model's, and how it begins a text. */
public final class ModelTokenizer {
  private ModelTokenizer() {}

  /**
   * Loads a tokenizer.
   *
   * @param words V of the model
   * @param special ids that the model needs
   * @throws IOException if there is none, or it has too few or too many entries for the model
   */
  static Tokenizer load(Path folder, int words, int... special) throws IOException {
    Tokenizer tokenizer = Tokenizer.load(folder);
    int size = tokenizer.size();
    int largest = Arrays.stream(special).max().orElse(-1);
    // Published models round their vocabulary up, by some hundreds at most.
    boolean few = size < words / 2 || words - size > Math.max(512, words / 10);
    if (size > words || size <= largest || few) {
      tokenizer.close();
      throw new IOException(
          "%s has %d entries and the model of its config.json %d words, up to the special id %d; take the tokenizer that was published with the model"
              .formatted(folder.resolve("tokenizer.json"), size, words, largest));
    }
    return tokenizer;
  }

  /**
   * Whether a text begins with a token of its own, as transformers' {@code AutoTokenizer} has it:
   * by {@code add_bos_token} of tokenizer_config.json, by the rules in tokenizer.json, or because
   * the class of tokenizers, LLaMA's, does it.
   *
   * @param beginning that token
   * @param llama whether the model is a LLaMA, whose folder need not name the class
   * @throws IOException if tokenizer_config.json is no JSON
   */
  public static boolean begins(Path folder, Tokenizer tokenizer, int beginning, boolean llama)
      throws IOException {
    Path file = folder.resolve("tokenizer_config.json");
    JsonNode config =
        Files.isRegularFile(file) ? JsonFile.read(file) : JsonNodeFactory.instance.objectNode();
    if (config.path("add_bos_token").isBoolean()) {
      return config.path("add_bos_token").asBoolean();
    }
    String type = config.path("tokenizer_class").asText(llama ? "LlamaTokenizer" : "");
    return type.contains("LlamaTokenizer") || tokenizer.begins(beginning);
  }
}
