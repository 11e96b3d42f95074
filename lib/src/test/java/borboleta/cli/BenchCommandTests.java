package borboleta.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import borboleta.hub.LlavaFolder;
import borboleta.model.Llava;
import borboleta.tensor.SafeTensorsWriter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTests {
  private static final String LLAVA = "src/test/resources/goldens/a/llava";

  private static final Path BASE = Path.of("../models/tiny-base");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void trainingStepsLowerTheLossInBothTypes() throws IOException {
    for (String type : new String[] {"fp32", "bf16"}) {
      JsonNode result = run("bench", "train", LLAVA, "--dtype", type, "--steps", "3");
      assertEquals("train", result.path("what").asText());
      assertEquals(type, result.path("dtype").asText());
      assertTrue(result.path("tokens_per_second").asDouble() > 0);
      JsonNode losses = result.path("losses");
      assertEquals(5, losses.size());
      assertTrue(losses.get(4).asDouble() < losses.get(0).asDouble(), losses.toString());
    }
  }

  @Test
  void everyTypeGenerates() throws IOException {
    for (String type : new String[] {"fp32", "bf16", "int8", "int4"}) {
      JsonNode result = run("bench", "generate", LLAVA, "--dtype", type, "--repeat", "1");
      assertEquals("generate", result.path("what").asText());
      assertTrue(result.path("first_token_seconds").asDouble() > 0);
      assertTrue(result.path("peak_rss_mb").asLong() > 0);
    }
  }

  @Test
  void twoRunsAreComparedStepByStep(@TempDir Path folder) throws IOException {
    Path first = run(folder.resolve("first"), 4.0, 2.0, 1.0, 1.0);
    Path second = run(folder.resolve("second"), 4.0, 2.1, 0.97, 1.0);
    JsonNode result = run("bench", "curves", first.toString(), second.toString());
    assertEquals(4, result.path("steps").asInt());
    assertEquals(2, result.path("worst_step").asInt());
    assertEquals(5.0, result.path("worst_step_percent").asDouble());
    assertEquals(1.5, result.path("median_percent").asDouble());
    assertEquals(2, result.path("steps_over_2_percent").asInt());

    Path shorter = run(folder.resolve("shorter"), 4.0);
    assertEquals(1, execute("bench", "curves", first.toString(), shorter.toString()));
    assertTrue(err.toString().contains("4 steps"), err.toString());
    assertEquals(1, execute("bench", "curves", folder.toString(), first.toString()));
    assertTrue(err.toString().contains("does not exist"), err.toString());
  }

  private static Path run(Path folder, double... losses) throws IOException {
    StringBuilder rows = new StringBuilder("step,loss\n");
    for (int i = 0; i < losses.length; i++) {
      rows.append("%d,%.6f,1e-3,1.0,100,-1,%d,8%n".formatted(i + 1, losses[i], i + 1));
    }
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("metrics.csv"), rows);
    return folder;
  }

  @Test
  void trainingInFewBitsIsRefused() {
    assertEquals(1, execute("bench", "train", LLAVA, "--dtype", "int8"));
    assertTrue(err.toString().contains("int8 only generates"), err.toString());
  }

  @Test
  void fewerBitsCostALittle(@TempDir Path folder) throws IOException {
    languageModelOfTheBase(folder);
    Path text = folder.resolve("text.txt");
    Files.writeString(text, "What is at the top left? a cat\n".repeat(20));
    JsonNode int8 = run("bench", "quality", folder.toString(), text.toString(), "--dtype", "int8");
    double whole = int8.path("perplexity").asDouble();
    assertTrue(whole > 1, int8.toString());
    assertEquals(whole, int8.path("perplexity_fewer_bits").asDouble(), 0.1 * whole);
    assertTrue(int8.path("mean_divergence_nats").asDouble() > 0, int8.toString());
    JsonNode int4 = run("bench", "quality", folder.toString(), text.toString(), "--dtype", "int4");
    assertTrue(
        int4.path("mean_divergence_nats").asDouble() > int8.path("mean_divergence_nats").asDouble(),
        int4 + " and " + int8);
  }

  @Test
  void tokenizerOfAnotherModelIsRefused(@TempDir Path folder) throws IOException {
    Path llama = Path.of("src/test/resources/goldens/more/llama");
    for (String file : new String[] {"config.json", "model.safetensors"}) {
      Files.copy(llama.resolve(file), folder.resolve(file));
    }
    Files.copy(BASE.resolve("tokenizer.json"), folder.resolve("tokenizer.json"));
    assertEquals(1, execute("bench", "quality", folder.toString(), "pom.xml", "--dtype", "int8"));
    assertTrue(err.toString().contains("its model 160 words"), err.toString());
  }

  /** Writes the base's language model as a LLaMA of its own. */
  private static void languageModelOfTheBase(Path folder) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    try (Llava model = LlavaFolder.load(BASE)) {
      model
          .parameters()
          .forEach(
              (name, array) -> {
                if (name.startsWith("language_model.")) {
                  tensors.put(name.substring("language_model.".length()), array);
                }
              });
      SafeTensorsWriter.write(folder.resolve("model.safetensors"), tensors, false);
    }
    JsonNode text = json.readTree(BASE.resolve("config.json").toFile()).path("text_config");
    json.writeValue(folder.resolve("config.json").toFile(), text);
    Files.copy(BASE.resolve("tokenizer.json"), folder.resolve("tokenizer.json"));
  }

  private JsonNode run(String... arguments) throws IOException {
    out.getBuffer().setLength(0);
    assertEquals(0, execute(arguments), err.toString());
    return new ObjectMapper().readTree(out.toString());
  }

  private int execute(String... arguments) {
    return Borboleta.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
