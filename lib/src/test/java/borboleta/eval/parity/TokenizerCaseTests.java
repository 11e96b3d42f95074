package borboleta.eval.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerCaseTests {
  private static final Path CASE = Path.of("src/test/resources/goldens/a/tokenizer");

  @TempDir Path folder;

  @Test
  void idsTextsAndLabelsEqualTheReferencesTokenForToken() throws IOException {
    assertEquals(
        Map.of("ids", 0.0, "decoded", 0.0, "input_ids", 0.0, "labels", 0.0),
        TokenizerCase.compare(CASE));
  }

  @Test
  void otherIdsAreCounted() throws IOException {
    Files.copy(CASE.resolve("tokenizer.json"), folder.resolve("tokenizer.json"));
    String expected = Files.readString(CASE.resolve("case.json"));
    Files.writeString(folder.resolve("case.json"), expected.replaceFirst("469", "470"));
    assertEquals(Map.of("ids", 1.0, "decoded", 0.0), TokenizerCase.compare(folder));
  }

  @Test
  void caseWithoutATokenizerIsRefusedInOneSentence() throws IOException {
    Files.writeString(folder.resolve("case.json"), "{\"cases\": [1]}");
    IOException e = assertThrows(IOException.class, () -> TokenizerCase.compare(folder));
    assertTrue(e.getMessage().contains("tokenizer.json is missing"), e.getMessage());
  }
}
