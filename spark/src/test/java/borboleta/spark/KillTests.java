package borboleta.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.translate.Journal;
import borboleta.translate.emulator.Emulator;
import borboleta.translate.emulator.Phrasebook;
import borboleta.translate.emulator.WordForWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a job's JVM for real, as kill -9 does, and gives the same command again. */
class KillTests {
  private static final int CAPTIONS = 20_000;

  @TempDir private Path folder;

  @Test
  void killedJobGoesOnWithoutAskingAgain() throws Exception {
    Captions.write(folder.resolve("in.jsonl"), CAPTIONS, 4);
    Counting asked = new Counting();
    // Gives the kill the time to fall into the asking.
    Emulator.Settings slow = Emulator.Settings.of(asked).withLatency(Duration.ofMillis(150));
    try (Emulator emulator = Emulator.start(slow.withQuota(10_000_000_000L))) {
      Process killed = Child.start(folder, command(emulator));
      while (emulator.counts().requests() < 60 && killed.isAlive()) {
        Thread.sleep(5);
      }
      killed.destroyForcibly().waitFor();
      assertNotEquals(0, killed.exitValue(), "it was killed before its end");
      assertFalse(Files.exists(folder.resolve("out")), "a killed job leaves no half output");
      Set<String> kept = kept();
      assertTrue(kept.size() > 1_000 && kept.size() < 11_000, "kept " + kept.size());

      Process whole = Child.start(folder, command(emulator));
      assertTrue(whole.waitFor(3, TimeUnit.MINUTES));
      assertEquals(0, whole.exitValue(), Child.said(folder));
      for (String segment : kept) {
        assertEquals(1, asked.times.get(segment), segment);
      }
      System.out.printf(
          "KillTests: %,d segments kept before the kill, %,d different, %,d asked twice%n",
          kept.size(),
          asked.times.size(),
          asked.times.values().stream().filter(times -> times > 1).count());
    }
    assertTrue(Child.said(folder).contains("translated="), Child.said(folder));
  }

  private List<String> command(Emulator emulator) {
    return List.of(
        "translate",
        folder.resolve("in.jsonl").toString(),
        folder.resolve("out").toString(),
        "--endpoint",
        emulator.grpcEndpoint(),
        "--quota",
        "10000000000",
        "--master",
        "local[4]",
        "--conf",
        "spark.sql.shuffle.partitions=4");
  }

  /** What the journal of the run that was killed holds. */
  private Set<String> kept() throws IOException {
    Set<String> kept = new HashSet<>();
    List<Path> journals;
    try (Stream<Path> inside = Files.list(folder.resolve("translation-memory"))) {
      journals = inside.filter(file -> file.toString().endsWith(".sqlite")).toList();
    }
    for (Path file : journals) {
      try (Journal journal = Journal.open(file)) {
        journal.page(0, CAPTIONS).forEach(entry -> kept.add(entry.segment()));
      }
    }
    return kept;
  }

  /** Remembers how often each segment was asked for. */
  private static final class Counting implements Phrasebook {
    private final Phrasebook words = new WordForWord();
    private final Map<String, Integer> times = new ConcurrentHashMap<>();

    @Override
    public String name() {
      return words.name();
    }

    @Override
    public Optional<String> say(String line) {
      times.merge(line, 1, Integer::sum);
      return words.say(line);
    }
  }
}
