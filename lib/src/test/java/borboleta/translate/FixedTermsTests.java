package borboleta.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  @ParameterizedTest
  @ValueSource(strings = {"one cell", "a\tb\tc", "\tb", "a\t ", "ok\tok\na\tb\na\tc"})
  void lineThatIsNoTermIsNamed(String text) {
    IOException refused = assertThrows(IOException.class, () -> read(text));
    assertTrue(refused.getMessage().contains("terms.tsv, line"), refused.getMessage());
  }
}
