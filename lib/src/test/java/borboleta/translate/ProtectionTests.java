package borboleta.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectionTests {
  @ParameterizedTest
  @ValueSource(
      strings = {"<image>\nWhat is this?", "What is this?\n<image>", "<image> What is this?"})
  void placeholderNeverLeaves(String value) {
    assertEquals(List.of("What is this?"), Protection.cut(value).prose().toList());
    assertEquals(
        value.replace("What is this?", "O que é isto?"),
        Protection.cut(value).join(prose -> "O que é isto?"));
  }

  @Test
  void eachLineIsSentAloneWithoutItsMarker() {
    String value = "Choose:\n(A) a cat\n B) a dog\n\n1. first\n- second \n\n2. 3 + 4";
    Cut cut = Protection.cut(value);
    assertEquals(List.of("Choose:", "a cat", "a dog", "first", "second"), cut.prose().toList());
    assertEquals(
        "CHOOSE:\n(A) A CAT\n B) A DOG\n\n1. FIRST\n- SECOND \n\n2. 3 + 4",
        cut.join(prose -> prose.toUpperCase(Locale.ROOT)));
  }

  @Test
  void whatHasNoLettersIsNotSent() {
    assertEquals(List.of(), Protection.cut("3").prose().toList());
    assertEquals(List.of(), Protection.cut(" [0.1, 0.25]\r\n").prose().toList());
    assertEquals(List.of(), Protection.cut("").prose().toList());
  }

  @Test
  void piecesJoinedUnchangedAreTheValueWhateverItHolds() {
    String[] parts = {
      "<image>", "\n", "\r\n", " ", "\t", "a", "(B) ", "- ", "12. ", "cat", "é", "🦋"
    };
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder value = new StringBuilder();
      for (int part = random.nextInt(12); part > 0; part--) {
        value.append(parts[random.nextInt(parts.length)]);
      }
      Cut cut = Protection.cut(value.toString());
      assertEquals(value.toString(), cut.join(prose -> prose));
      cut.prose().forEach(prose -> assertEquals(prose.strip(), prose));
      cut.prose().forEach(prose -> assertEquals(-1, prose.indexOf('\n')));
      cut.prose().forEach(prose -> assertEquals(-1, prose.indexOf("<image>")));
    }
  }
}
