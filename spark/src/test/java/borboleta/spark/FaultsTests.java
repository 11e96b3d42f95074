package borboleta.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.LlavaLike;
import borboleta.translate.Allowance;
import borboleta.translate.GoogleSettings;
import borboleta.translate.Packs;
import borboleta.translate.Patience;
import borboleta.translate.Price;
import borboleta.translate.emulator.Counts;
import borboleta.translate.emulator.Emulator;
import borboleta.translate.emulator.Fault;
import borboleta.translate.emulator.FaultScript;
import borboleta.translate.emulator.WordForWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that fails: what comes back, and what was paid. */
class FaultsTests {
  private static final int CAPTIONS = 10_000;
  private static SparkSession spark;

  @TempDir private Path folder;
  private long unique;

  /** Four threads, and as many attempts at a task as it takes. */
  @BeforeAll
  static void start() {
    spark = Session.start("local[4,1000]", Map.of("spark.sql.shuffle.partitions", "4"));
  }

  @AfterAll
  static void stop() throws IOException {
    spark.close();
  }

  @BeforeEach
  void write() throws IOException {
    Captions.write(folder.resolve("in.jsonl"), CAPTIONS, 8);
    unique =
        IntStream.range(0, CAPTIONS)
            .mapToObj(i -> Captions.text(i, 8))
            .distinct()
            .mapToLong(Packs::codePoints)
            .sum();
  }

  @Test
  void stormCostsLessThanOnePercent() throws IOException {
    LlavaLike.write(folder.resolve("in.json"), 4_000, 8);
    try (Emulator emulator = emulator(FaultScript.load("storm"))) {
      Run run = Run.of(spark, folder, "in.json", "out", Run.settings(emulator), Run.FREE);
      long sent = run.meter().sentCharacters();
      Counts counts = emulator.counts();
      System.out.printf(
          "FaultsTests: %d requests, %d answered, billed %.3f %% over %,d characters, %s%n",
          counts.requests(),
          counts.answered(),
          100.0 * (counts.characters() - sent) / sent,
          sent,
          counts.faults());
      assertEquals(run.estimate().newSegments(), run.meter().sentSegments());
      assertEquals(run.estimate().newCharacters(), sent);
      assertTrue(counts.characters() > sent, "a storm that loses no answer is none");
      assertTrue(counts.characters() < sent * 1.01, counts.toString());
      assertFalse(run.states().containsKey("failed"), run.states().toString());
      assertEquals(0, Run.wrong(spark, folder.resolve("out")));
    }
  }

  /** Each failure of a request ends an attempt at a task, which Spark then makes again. */
  @Test
  void tasksThatSparkMakesAgainAskNothingTwice() throws IOException {
    FaultScript away = new FaultScript("", null, null, Map.of(Fault.UNAVAILABLE_503, 0.2));
    Patience none =
        new Patience(1, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofSeconds(3));
    try (Emulator emulator = emulator(away)) {
      GoogleSettings settings = Run.settings(emulator).withPatience(none);
      Run run = Run.of(spark, folder, settings, Run.FREE);
      assertTrue(emulator.counts().faults().get(Fault.UNAVAILABLE_503) > 10);
      assertEquals(unique, emulator.counts().characters());
      assertWhole(run);
    }
  }

  @Test
  void moneyIsNotOverspentAndTheNextRunGoesOn() throws IOException {
    Price price = Price.of("nmt");
    Allowance poor = new Allowance(8, 10_000_000_000L, price.dollars(unique / 2, 0));
    try (Emulator emulator = emulator(FaultScript.NONE)) {
      GoogleSettings settings = Run.settings(emulator);
      IOException stopped =
          assertThrows(IOException.class, () -> Run.of(spark, folder, settings, poor));
      assertTrue(stopped.getMessage().contains("limit of $"), stopped.getMessage());
      assertFalse(Files.exists(folder.resolve("out")));
      long half = emulator.counts().characters();
      assertTrue(half <= unique / 2 && half > unique * 0.4, half + " of " + unique);
      assertWhole(Run.of(spark, folder, settings, Run.FREE));
      assertEquals(unique, emulator.counts().characters());
    }
  }

  @Test
  void dailyLimitStopsEveryTaskAtOnce() throws IOException {
    try (Emulator emulator = emulator(FaultScript.from(40, Fault.DAILY_403))) {
      GoogleSettings settings = Run.settings(emulator);
      IOException stopped =
          assertThrows(IOException.class, () -> Run.of(spark, folder, settings, Run.FREE));
      assertTrue(stopped.getMessage().contains("daily limit"), stopped.getMessage());
      assertTrue(emulator.counts().requests() < 60, emulator.counts().toString());
    }
  }

  @Test
  void textThatTheServiceRefusesFailsAloneAndSaysWhy() throws IOException {
    // A pack of some sixty texts is halved until one is left.
    FaultScript script =
        FaultScript.first(Collections.nCopies(5, Fault.INVALID_400).toArray(Fault[]::new));
    Files.writeString(
        folder.resolve("in.jsonl"),
        IntStream.range(0, 16)
            .mapToObj("{\"id\":\"%1$d\",\"text\":\"The dog number %1$d\"}%n"::formatted)
            .reduce("", String::concat));
    try (Emulator emulator = emulator(script)) {
      Run run = Run.of(spark, folder, Run.settings(emulator), Run.FREE);
      assertEquals(Map.of("translated", 15L, "failed", 1L), run.states());
      List<Row> failed =
          spark
              .read()
              .parquet(folder.resolve("out").toString())
              .where("state = 'failed'")
              .collectAsList();
      String reason = failed.get(0).getAs("reason");
      assertTrue(reason.contains("refused the request"), reason);
      assertEquals(
          Map.of("translated", 1L, "remembered", 15L),
          Run.of(spark, folder, "in.jsonl", "again", Run.settings(emulator), Run.FREE).states());
    }
  }

  private static Emulator emulator(FaultScript script) throws IOException {
    return Emulator.start(
        Emulator.Settings.of(new WordForWord()).withQuota(10_000_000_000L).withFaults(script, 20));
  }

  private void assertWhole(Run run) {
    assertEquals(CAPTIONS, run.states().values().stream().mapToLong(Long::longValue).sum());
    assertFalse(run.states().containsKey("failed"), run.states().toString());
    assertEquals(0, Run.wrong(spark, folder.resolve("out")));
  }
}
