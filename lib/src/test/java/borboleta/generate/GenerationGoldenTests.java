package borboleta.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import borboleta.data.Progress;
import borboleta.hub.Gpt2Folder;
import borboleta.hub.LlamaFolder;
import borboleta.hub.LlavaFolder;
import borboleta.hub.MambaFolder;
import borboleta.hub.T5Folder;
import borboleta.hub.TinyModel;
import borboleta.model.Gpt2;
import borboleta.model.Llama;
import borboleta.model.Llava;
import borboleta.model.Mamba;
import borboleta.model.T5;
import borboleta.text.Tokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * Words and probabilities against transformers 5.24: {@code generation.json}, made by
 * generate_generation.py, and {@code text_models.json}, made by generate_text_models.py. The
 * prompts of a case are read together here, as far as their architecture allows it.
 */
class GenerationGoldenTests {
  private static final Path GOLDENS = Path.of("src/test/resources/goldens");

  private final JsonNode cases = read("generation.json");
  private final JsonNode texts = read("text_models.json");

  private static JsonNode read(String file) {
    try {
      return new ObjectMapper().readTree(GOLDENS.resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void probabilitiesEqualTheReference() {
    for (JsonNode one : cases.path("probabilities")) {
      GenerationSettings settings = settings(one).with(s -> s.doSample(true));
      float[] scores = new float[one.path("scores").size()];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = (float) one.path("scores").get(i).asDouble();
      }
      BitSet seen = new BitSet();
      one.path("seen").forEach(id -> seen.set(id.asInt()));
      LogitsProcessor.of(settings).forEach(processor -> processor.apply(scores, seen));
      double[] expected =
          StreamSupport.stream(one.path("probabilities").spliterator(), false)
              .mapToDouble(JsonNode::asDouble)
              .toArray();
      String which = one.path("settings").toString();
      assertArrayEquals(expected, WordChoice.probabilities(scores), 1e-6, which);
    }
  }

  @Test
  void llamaWritesTheReferencesWords() throws IOException {
    try (Llama model = LlamaFolder.load(GOLDENS.resolve("more/llama"));
        Tokenizer tokenizer = Tokenizer.load(TinyModel.tokenizer().getParent())) {
      assertEquals(12, compare(cases, "llama", Generator.of(model, tokenizer)));
    }
  }

  @Test
  void llavaWritesTheReferencesWords() throws IOException {
    try (Llava model = LlavaFolder.load(GOLDENS.resolve("a/llava"));
        Tokenizer tokenizer = Tokenizer.load(TinyModel.tokenizer().getParent())) {
      assertEquals(12, compare(cases, "llava", Generator.of(model, tokenizer)));
    }
  }

  @Test
  void gpt2WritesTheReferencesWords() throws IOException {
    try (Gpt2 model = Gpt2Folder.load(GOLDENS.resolve("a/gpt2"));
        Tokenizer tokenizer = Tokenizer.load(TinyModel.tokenizer().getParent())) {
      assertEquals(7, compare(texts, "gpt2", Generator.of(model, tokenizer)));
    }
  }

  @Test
  void t5WritesTheReferencesWords() throws IOException {
    try (T5 model = T5Folder.load(GOLDENS.resolve("a/t5"));
        Tokenizer tokenizer = Tokenizer.load(TinyModel.tokenizer().getParent())) {
      assertEquals(7, compare(texts, "t5", Generator.of(model, tokenizer)));
    }
  }

  @Test
  void mambaWritesTheReferencesWords() throws IOException {
    try (Mamba model = MambaFolder.load(GOLDENS.resolve("a/mamba"));
        Tokenizer tokenizer = Tokenizer.load(TinyModel.tokenizer().getParent())) {
      assertEquals(7, compare(texts, "mamba", Generator.of(model, tokenizer)));
    }
  }

  private int compare(JsonNode cases, String model, Generator generator) {
    int compared = 0;
    for (JsonNode one : cases.path("decoding")) {
      if (one.path("model").asText().equals(model)) {
        List<Prompt> prompts = new ArrayList<>();
        one.path("prompts").forEach(ids -> prompts.add(prompt(one, ids, prompts.size())));
        List<String> expected = new ArrayList<>();
        one.path("tokens").forEach(ids -> expected.add(Arrays.toString(ids(ids))));
        List<String> written =
            generator.generate(prompts, settings(one), TextListener.NONE, Progress.NONE).stream()
                .map(answer -> Arrays.toString(answer.tokens()))
                .toList();
        assertEquals(expected, written, one.path("settings").toString());
        compared++;
      }
    }
    return compared;
  }

  private static Prompt prompt(JsonNode one, JsonNode ids, int number) {
    return new Prompt(
        ids(ids), one.path("pictures").asBoolean() ? List.of(picture(number)) : List.of());
  }

  /** The picture of generate_generation.py. */
  static BufferedImage picture(int number) {
    BufferedImage picture = new BufferedImage(28, 28, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 28; y++) {
      for (int x = 0; x < 28; x++) {
        int red = 7 * x + 13 * y + 31 * number;
        picture.setRGB(x, y, (red & 0xFF) << 16 | (red + 50 & 0xFF) << 8 | red + 100 & 0xFF);
      }
    }
    return picture;
  }

  private static GenerationSettings settings(JsonNode one) {
    JsonNode s = one.path("settings");
    List<Integer> ends = new ArrayList<>();
    s.path("eos_token_id").forEach(id -> ends.add(id.asInt()));
    return GenerationSettings.GREEDY.with(
        c ->
            c.maxNewTokens(s.path("max_new_tokens").asInt(20))
                .temperature(s.path("temperature").asDouble(1))
                .topK(s.path("top_k").asInt(0))
                .topP(s.path("top_p").asDouble(1))
                .repetitionPenalty(s.path("repetition_penalty").asDouble(1))
                .numBeams(s.path("num_beams").asInt(1))
                .lengthPenalty(s.path("length_penalty").asDouble(1))
                .earlyStopping(s.path("early_stopping").asBoolean())
                .eosTokenIds(ends));
  }

  static long[] ids(JsonNode ids) {
    return StreamSupport.stream(ids.spliterator(), false).mapToLong(JsonNode::asLong).toArray();
  }
}
