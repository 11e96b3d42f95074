package borboleta.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class NormalTests {
  @Test
  void blanksAndTheCompositionOfAccentsMakeNoDifference() {
    assertEquals("a caf\u00e9 table", Normal.of("a cafe\u0301  table"));
    assertEquals("a dog", Normal.of("\u00a0a \t dog "));
    assertEquals("", Normal.of(" \t"));
  }

  @Test
  void whatIsNormalStaysTheSameObject() {
    String text = "A dog, on a bench.";
    assertSame(text, Normal.of(text));
  }

  @Test
  void lettersKeepTheirCase() {
    assertNotEquals(Normal.of("May"), Normal.of("may"));
  }
}
