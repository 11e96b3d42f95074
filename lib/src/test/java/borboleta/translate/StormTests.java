package borboleta.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.LlavaLike;
import borboleta.data.Progress;
import borboleta.translate.emulator.Counts;
import borboleta.translate.emulator.Emulator;
import borboleta.translate.emulator.FaultScript;
import borboleta.translate.emulator.WordForWord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file comes through a storm whole, and hardly dearer. */
class StormTests {
  private static final int RECORDS = 20_000;

  @TempDir private Path folder;

  @Test
  void everyRecordComesBackOnceAndInOrder() throws IOException {
    Path in = folder.resolve("in.json");
    Path out = folder.resolve("out.json");
    LlavaLike.write(in, RECORDS, 6);
    Set<String> segments = new HashSet<>();
    for (String value : RawRecords.values(in)) {
      Protection.cut(value).prose().forEach(segments::add);
    }
    long unique = segments.stream().mapToLong(Packs::codePoints).sum();
    Emulator.Settings storm =
        Emulator.Settings.of(new WordForWord())
            .withQuota(10_000_000_000L)
            .withFaults(FaultScript.load("storm"), 20);
    Patience brisk =
        new Patience(12, Duration.ofMillis(5), Duration.ofMillis(400), Duration.ofSeconds(3));
    try (Emulator emulator = Emulator.start(storm);
        Journal journal = Journal.open(folder.resolve("journal.sqlite"));
        GoogleTranslationClient client =
            new GoogleTranslationClient(
                GoogleSettings.cloud("storm")
                    .withEndpoint(emulator.grpcEndpoint())
                    .withPatience(brisk))) {
      Allowance allowance = new Allowance(8, 10_000_000_000L, Double.POSITIVE_INFINITY);
      Meter meter =
          new TranslateFile(client, journal, Care.PROTECTED, FixedTerms.NONE, allowance)
              .run(in, out, Progress.NONE);
      Counts counts = emulator.counts();
      System.out.printf(
          "StormTests: %d requests, %d answered, %.2f %% faults, billed %.3f %% over %d characters, %s%n",
          counts.requests(),
          counts.answered(),
          100.0 * faults(counts) / counts.requests(),
          100.0 * (counts.characters() - unique) / unique,
          unique,
          counts.faults());
      assertEquals(segments.size(), meter.sentSegments());
      assertEquals(segments.size(), journal.size());
      assertEquals(unique, meter.sentCharacters());
      assertTrue(counts.characters() >= unique);
      assertTrue(counts.characters() < unique * 1.01, counts.toString());
      assertTrue(faults(counts) > counts.requests() * 0.17, counts.toString());
      assertTrue(counts.faults().keySet().containsAll(FaultScript.load("storm").shares().keySet()));
    }
    assertValues(RawRecords.values(in), RawRecords.values(out));
  }

  private static long faults(Counts counts) {
    return counts.faults().values().stream().mapToLong(Long::longValue).sum();
  }

  private static void assertValues(List<String> source, List<String> translated) {
    WordForWord words = new WordForWord();
    assertEquals(source.size(), translated.size());
    for (int i = 0; i < source.size(); i++) {
      String expected =
          Protection.cut(source.get(i)).join(segment -> words.say(segment).orElseThrow());
      assertEquals(expected, translated.get(i));
    }
  }
}
