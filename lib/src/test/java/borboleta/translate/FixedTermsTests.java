package borboleta.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedTermsTests {
  @TempDir private Path folder;

  private FixedTerms read(String text) throws IOException {
    Path tsv = folder.resolve("terms.tsv");
    Files.writeString(tsv, text);
    return FixedTerms.read(tsv);
  }

  @Test
  void termsAreReadWithTheirTranslations() throws IOException {
    FixedTerms terms = read("# fixed\nhot dog\tcachorro-quente\n\nLLaVA\tLLaVA\n");
    assertEquals("cachorro-quente", terms.translation("hot dog"));
    assertEquals(
        "cachorro-quente", Protection.cut("hot dog", terms).join(prose -> "sent: " + prose));
    assertEquals("sent: hotdog", Protection.cut("hotdog", terms).join(prose -> "sent: " + prose));
  }

  @Test
  void spreadsheetsCsvIsRead() throws IOException {
    Path csv = folder.resolve("Terms.CSV");
    Files.writeString(
        csv,
        "\ufeffterm,translation\r\n\"salt, pepper\",\"sal e \"\"pimenta\"\"\"\r\n# a remark\r\nhot dog , cachorro-quente\r\n");
    FixedTerms terms = FixedTerms.read(csv);
    assertEquals(
        Map.of("salt, pepper", "sal e \"pimenta\"", "hot dog", "cachorro-quente"), terms.terms());
    assertEquals("a cachorro-quente b", Protection.cut("a hot dog b", terms).join(prose -> prose));
  }

  @Test
  void badCsvIsOneSentenceWithItsLine() throws IOException {
    Path csv = folder.resolve("terms.csv");
    for (String text : new String[] {"cat\n", "a,b\ncat\tgato\n", "a,b\nc,\n", "a,b\nc,d,e\n"}) {
      Files.writeString(csv, text);
      IOException refused = assertThrows(IOException.class, () -> FixedTerms.read(csv));
      int line = text.startsWith("a,b") ? 2 : 1;
      assertTrue(
          refused.getMessage().contains("terms.csv, line %d: ".formatted(line)),
          refused.getMessage());
      assertTrue(refused.getMessage().contains("comma"), refused.getMessage());
    }
    Files.writeString(csv, "cat,\"" + "o".repeat(20_000));
    IOException open = assertThrows(IOException.class, () -> FixedTerms.read(csv));
    assertTrue(open.getMessage().contains("quotation mark"), open.getMessage());
    Files.write(csv, new byte[] {'a', ',', (byte) 0xe3, '\n'});
    assertTrue(
        assertThrows(IOException.class, () -> FixedTerms.read(csv)).getMessage().contains("UTF-8"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"one cell", "a\tb\tc", "\tb", "a\t ", "ok\tok\na\tb\na\tc"})
  void lineThatIsNoTermIsNamed(String text) {
    IOException refused = assertThrows(IOException.class, () -> read(text));
    assertTrue(refused.getMessage().contains("terms.tsv, line"), refused.getMessage());
  }
}
