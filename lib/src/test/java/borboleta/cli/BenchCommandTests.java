package borboleta.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class BenchCommandTests {
  private static final String LLAVA = "src/test/resources/goldens/a/llava";

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
  void trainingInFewBitsIsRefused() {
    assertEquals(1, execute("bench", "train", LLAVA, "--dtype", "int8"));
    assertTrue(err.toString().contains("int8 only generates"), err.toString());
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
