package borboleta.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "See https://example.org/a?b=c. Good.|See|Good.",
        "Ask ana.silva@usp.br, please.|Ask|please.",
        "Go to www.usp.br now|Go to|now",
        "Call `print(x)` first|Call|first",
        "It is $\\frac{a}{b}$ here|It is|here",
        "It is \\(a + b\\), or \\[c\\] then|It is|or|then",
        "The box [0.12, 0.5, 0.75, 1.0] and (12, 40) hold|The box|and|hold",
        "Is it (A) red or (B) blue?|Is it|red or|blue?",
        "Bold <b>text</b> here|Bold|text|here",
        "A cat \ud83e and a dog|A cat|and a dog",
        "It costs $5 or $6 (about 12) in 1998; dog(s) [sic].|It costs $5 or $6 (about 12) in 1998; dog(s) [sic].",
        "Is the ratio 3:4 or x < y?|Is the ratio 3:4 or x < y?"
      })
  void whatIsNoLanguageIsCutOutOfALine(String line) {
    String[] parts = line.split("\\|");
    Cut cut = Protection.cut(parts[0]);
    assertEquals(List.of(parts).subList(1, parts.length), cut.prose().toList());
    assertEquals(parts[0], cut.join(prose -> prose));
  }

  @Test
  void blocksOfCodeAndFormulasStayWhole() {
    String value =
        "Run this:\n```python\nfor cat in cats:\n  print(cat)\n```\nThen\n\\begin{align}\na &= b\n\\end{align}\nDone";
    assertEquals(List.of("Run this:", "Then", "Done"), Protection.cut(value).prose().toList());
  }

  @Test
  void optionsAndHeadingsKeepTheirMarkers() {
    String value = "# Title\n> quoted\nA. first\nB. second\n(c) third\nA";
    assertEquals(
        List.of("Title", "quoted", "first", "second", "third"),
        Protection.cut(value).prose().toList());
  }

  @Test
  void longLineTravelsByItsSentences() {
    String value = "The cat sat there. ".repeat(21_000) + "x".repeat(12_000);
    Cut cut = Protection.cut(value);
    assertEquals(value, cut.join(prose -> prose));
    assertTrue(cut.prose().allMatch(p -> Packs.codePoints(p) <= Packs.GOOD_CODE_POINTS));
    assertTrue(cut.prose().limit(79).allMatch(prose -> prose.endsWith("there.")));
  }

  @Test
  void hostileTextTakesNoLongTime() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (String part :
              new String[] {"a", "(1,", "[", "<a", "$x", "\\(", "`", "a@", "\\a{", "```", "w."}) {
            String value = part.repeat(400_000 / part.length()) + "@$`<(";
            assertEquals(value, Protection.cut(value).join(prose -> prose));
          }
        });
  }

  @Test
  void termsOfTheGlossaryAreFixedAndNeverSent() {
    FixedTerms terms = new FixedTerms(Map.of("hot dog", "cachorro-quente", "dog", "cão"));
    Cut cut = Protection.cut("<image>\nA hot dog and a dog, no dogma.", terms);
    assertEquals(List.of("A", "and a", "no dogma."), cut.prose().toList());
    assertEquals(
        "<image>\nUm cachorro-quente e um cão, sem dogma.",
        cut.join(
            prose -> Map.of("A", "Um", "and a", "e um", "no dogma.", "sem dogma.").get(prose)));
  }

  @Test
  void piecesJoinedUnchangedAreTheValueWhateverItHolds() {
    String[] parts = {
      "<image>",
      "\n",
      "\r\n",
      " ",
      "\t",
      "a",
      "(B) ",
      "- ",
      "12. ",
      "cat",
      "é",
      "🦋",
      "[1, 2]",
      "`",
      "$",
      "\\",
      "http://a.b",
      "@",
      "\ud83e",
      "\u200b",
      "A. ",
      "\u2028"
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
