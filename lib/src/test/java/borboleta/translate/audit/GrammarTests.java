package borboleta.translate.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.Progress;
import borboleta.translate.audit.grammar.Grammar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrammarTests {
  private static final String RECORDS =
      """
      [{"id":"1","conversations":[{"from":"gpt","value":"%s"}]},
       {"id":"2","conversations":[{"from":"gpt","value":"%s"}]}]
      """;

  @TempDir private Path folder;

  @Test
  void wrongGrammarAndTheOtherVarietyAreRemarkedOn() throws IOException {
    assertTrue(Grammar.isPresent());
    Path source =
        Files.writeString(
            folder.resolve("en.json"),
            RECORDS.formatted("The woman holds a red umbrella.", "The men are near the bus."));
    Path translated =
        Files.writeString(
            folder.resolve("pt.json"),
            RECORDS.formatted(
                "O mulher segura um guarda-chuva vermelho.", "Os homens estão perto do ônibus."));
    try (Pairs pairs = Pairs.open(source, translated, Progress.NONE)) {
      GrammarSample sample = new Grammar().read(pairs, 20, 1, Progress.NONE);
      assertEquals(20, sample.sentences());
      assertTrue(sample.flagged() > 0 && sample.flagged() < 20, sample::toString);
      assertTrue(sample.remarks().stream().allMatch(r -> r.number() == 1), sample::toString);
      assertTrue(sample.recall().seeded() > 100, sample::toString);
      assertTrue(sample.recall().recall() > 0.4, sample::toString);
      assertTrue(sample.recall().falseAlarms() < 0.1, sample::toString);
    }
  }
}
