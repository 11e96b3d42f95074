package borboleta.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTests {
  private static final Engine NMT = new Engine("google-v3", "nmt", "en", "pt-BR", "text/plain");
  private static final Engine LLM =
      new Engine("google-v3", "translation-llm", "en", "pt-BR", "text/plain");
  private static final Translation CAT = new Translation("um gato", "nmt");

  @TempDir private Path folder;

  @Test
  void answersOutliveTheRunThatGotThem() throws IOException {
    Path file = folder.resolve("ação/journal.sqlite");
    try (Journal journal = Journal.open(file)) {
      journal.put(NMT, Map.of("a cat", CAT));
    }
    try (Journal journal = Journal.open(file)) {
      assertEquals(Map.of("a cat", CAT), journal.find(NMT, List.of("a cat", "a dog")));
    }
  }

  @Test
  void enginesAndSettingsDoNotMix() throws IOException {
    try (Journal journal = Journal.inMemory()) {
      journal.put(NMT, Map.of("a cat", CAT));
      assertEquals(Map.of(), journal.find(LLM, List.of("a cat")));
      assertEquals(
          Map.of(),
          journal.find(
              new Engine("google-v3", "nmt", "en", "pt-PT", "text/plain"), List.of("a cat")));
    }
  }

  @Test
  void firstAnswerStays() throws IOException {
    try (Journal journal = Journal.inMemory()) {
      journal.put(NMT, Map.of("a cat", CAT));
      journal.put(NMT, Map.of("a cat", new Translation("uma gata", "nmt")));
      assertEquals(Map.of("a cat", CAT), journal.find(NMT, List.of("a cat")));
      assertEquals(1, journal.size());
    }
  }

  @Test
  void pagesHoldEveryEntryOnceWithItsEngine() throws IOException {
    try (Journal journal = Journal.inMemory()) {
      for (int i = 0; i < 7; i++) {
        journal.put(i % 2 == 0 ? NMT : LLM, Map.of("cat " + i, new Translation("gato " + i, "m")));
      }
      List<String> seen = new ArrayList<>();
      long after = 0;
      for (List<Journal.Entry> page = journal.page(after, 3);
          !page.isEmpty();
          page = journal.page(after, 3)) {
        for (Journal.Entry entry : page) {
          seen.add(entry.segment() + "=" + entry.translation().text());
          assertEquals(seen.size() % 2 == 1 ? NMT : LLM, entry.engine());
          after = entry.number();
        }
      }
      assertEquals(
          IntStream.range(0, 7).mapToObj(i -> "cat %d=gato %d".formatted(i, i)).toList(), seen);
    }
  }

  @Test
  void twoRunsMayShareAFile() throws IOException {
    Path file = folder.resolve("journal.sqlite");
    try (Journal one = Journal.open(file);
        Journal two = Journal.open(file)) {
      one.put(NMT, Map.of("a cat", CAT));
      assertEquals(Map.of("a cat", CAT), two.find(NMT, List.of("a cat")));
      two.put(LLM, Map.of("a cat", CAT));
      assertEquals(2, one.size());
    }
  }

  @Test
  void fileThatIsNoJournalIsNamedAndLeftAlone() throws IOException {
    Path file = folder.resolve("notes.txt");
    Files.writeString(file, "these are notes, and long enough to be read as a header. ".repeat(99));
    IOException refused = assertThrows(IOException.class, () -> Journal.open(file));
    assertTrue(refused.getMessage().contains("notes.txt"), refused.getMessage());
    assertTrue(Files.readString(file).startsWith("these are notes"));
  }
}
