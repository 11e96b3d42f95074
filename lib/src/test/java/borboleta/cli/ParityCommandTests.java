package borboleta.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParityCommandTests {
  private static final String GOLDENS = "src/test/resources/goldens/";

  private final StringWriter out = new StringWriter();

  @Test
  void printsOneLineACaseAndEndsWell() {
    assertEquals(0, run("parity", GOLDENS + "more"));
    List<String> lines = out.toString().lines().toList();
    assertEquals(1, lines.size(), out.toString());
    assertTrue(lines.get(0).matches("llama ok logits \\S+ .*generated_ids equal"), lines.get(0));
  }

  @Test
  void oneFailedCaseFailsTheCommandAndTheOthersAreStillJudged(@TempDir Path folder)
      throws IOException {
    Files.createDirectories(folder.resolve("a"));
    Files.writeString(folder.resolve("a/case.json"), "{\"model\": \"GPT2LMHeadModel\"}");
    Files.createDirectories(folder.resolve("b"));
    Files.writeString(folder.resolve("b/case.json"), "not JSON");
    assertEquals(1, run("parity", folder.toString()));
    List<String> lines = out.toString().lines().toList();
    assertEquals(2, lines.size(), out.toString());
    assertTrue(lines.get(0).startsWith("a FAILED "), lines.get(0));
    assertTrue(lines.get(1).startsWith("b FAILED "), lines.get(1));
  }

  @Test
  void jsonHoldsEveryDeviation() throws IOException {
    assertEquals(0, run("parity", "--json", GOLDENS + "a/vit"));
    JsonNode vit = new ObjectMapper().readTree(out.toString()).path(0);
    assertEquals("vit", vit.path("case").asText());
    assertTrue(vit.path("ok").asBoolean());
    assertEquals(2e-4, vit.path("deviations").path("logits").path("tolerance").asDouble());
  }

  @Test
  void folderThatIsNotThereIsRefused() {
    assertEquals(1, run("parity", "no/such/folder"));
  }

  private int run(String... arguments) {
    return Borboleta.commandLine().setOut(new PrintWriter(out)).execute(arguments);
  }
}
