package borboleta.data;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConceptsTests {
  /** Nouns whose gender their ending does not tell. */
  private static final Set<String> FEMININE_EXCEPTIONS = Set.of("chave", "colher", "fonte", "van");

  private static final Set<String> MASCULINE_EXCEPTIONS = Set.of("gambá");

  /** Words that keep a foreign plural. */
  private static final Set<String> FOREIGN = Set.of("bagel", "pretzel", "van");

  @Test
  void thereAre150ConceptsWithNamesOfOneWordThatDifferInEachLanguage() {
    assertEquals(150, Npm.CONCEPTS.size());
    assertEquals(150, Npm.CONCEPTS.stream().map(Concept::english).distinct().count());
    assertEquals(150, Npm.CONCEPTS.stream().map(Concept::portuguese).distinct().count());
    for (Concept c : Npm.CONCEPTS) {
      assertTrue(c.english().matches("[a-z]+(-[a-z]+)?"), c.english());
      assertTrue(c.portuguese().matches("\\p{Ll}+"), c.portuguese());
    }
  }

  @Test
  void halfOfEachCategoryIsTrainedWithBothArtists() {
    assertEquals(75, Npm.CONCEPTS.stream().filter(Concept::bothArtists).count());
    Map<Category, Long> all =
        Npm.CONCEPTS.stream().collect(groupingBy(Concept::category, counting()));
    Map<Category, Long> both =
        Npm.CONCEPTS.stream()
            .filter(Concept::bothArtists)
            .collect(groupingBy(Concept::category, counting()));
    for (Category category : Category.values()) {
      assertTrue(all.get(category) >= 8, category + " has " + all.get(category));
      assertTrue(Math.abs(2 * both.get(category) - all.get(category)) <= 1, category.toString());
    }
  }

  @Test
  void bothArtistsHaveDrawnEveryConcept() throws IOException {
    Drawings drawings = Npm.drawings();
    for (Concept c : Npm.CONCEPTS) {
      for (Artist artist : List.of(Artist.OPENMOJI, Artist.TWEMOJI)) {
        assertTrue(drawings.has(c.hex(), artist), c.english() + " by " + artist);
      }
    }
  }

  @Test
  void lexiconsReadingColumnIsWhatCldrSays() throws IOException {
    List<String> lines;
    try (InputStream in = Concepts.class.getResourceAsStream("/borboleta/lexicon.tsv")) {
      lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList();
    }
    for (String line : lines) {
      String[] fields = line.split("\t");
      assertEquals(Npm.concept(fields[1]).hex(), fields[0]);
    }
  }

  @Test
  void genderFollowsTheEndingButForTheExceptions() {
    for (Concept c : Npm.CONCEPTS) {
      String noun = c.portuguese();
      boolean feminine =
          FEMININE_EXCEPTIONS.contains(noun)
              || (noun.matches(".*[aá]") && !MASCULINE_EXCEPTIONS.contains(noun));
      assertEquals(feminine ? Gender.FEMININE : Gender.MASCULINE, c.gender(), noun);
    }
  }

  @Test
  void portuguesePluralFollowsTheEndingButForForeignWords() {
    for (Concept c : Npm.CONCEPTS) {
      assertEquals(plural(c.portuguese()), c.portuguesePlural());
    }
  }

  @Test
  void englishPluralEndsInSButForTheIrregular() {
    Set<String> irregular = Set.of("mouse", "squid", "shrimp", "cactus");
    for (Concept c : Npm.CONCEPTS) {
      assertEquals(
          !irregular.contains(c.english()), c.englishPlural().endsWith("s"), c.englishPlural());
    }
  }

  private static String plural(String noun) {
    if (FOREIGN.contains(noun)) {
      return noun + "s";
    }
    if (noun.endsWith("ão")) {
      return noun.substring(0, noun.length() - 2) + "ões"; // no -ãos and no -ães among ours
    }
    if (noun.matches(".*[rz]")) {
      return noun + "es";
    }
    if (noun.endsWith("m")) {
      return noun.substring(0, noun.length() - 1) + "ns";
    }
    if (noun.endsWith("al")) {
      return noun.substring(0, noun.length() - 1) + "is";
    }
    if (noun.endsWith("el")) {
      return noun.substring(0, noun.length() - 2) + "éis";
    }
    if (noun.endsWith("ol")) {
      return noun.substring(0, noun.length() - 2) + "óis";
    }
    return noun.endsWith("s") ? noun : noun + "s";
  }
}
