package borboleta.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.LlavaLike;
import borboleta.data.Progress;
import borboleta.translate.emulator.Emulator;
import borboleta.translate.emulator.Phrasebook;
import borboleta.translate.emulator.WordForWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a translating JVM for real, as kill -9 does, and lets the next one go on.
 *
 * <p>A build makes a few kills. The system property {@code borboleta.kills} asks for more: {@code
 * mvn … -Dtest=KillTests -DargLine=-Dborboleta.kills=50}.
 */
class KillTests {
  private static final int KILLS = Integer.getInteger("borboleta.kills", 4);

  // Enough that so many short lives do not come to the end of it.
  private static final int RECORDS = 400 + 120 * KILLS;

  @TempDir private Path folder;

  /** The child: translates the file in to the file out with the server at an endpoint. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    GoogleSettings settings = GoogleSettings.cloud("tests").withEndpoint(arguments[0]);
    try (Journal journal = Journal.open(folder.resolve("journal.sqlite"));
        GoogleTranslationClient client = new GoogleTranslationClient(settings)) {
      new TranslateFile(client, journal, Care.PROTECTED)
          .run(folder.resolve("in.json"), folder.resolve("out.json"), Progress.NONE);
    }
  }

  @Test
  void killedRunGoesOnWithoutAskingAgain() throws Exception {
    Path in = folder.resolve("in.json");
    Path out = folder.resolve("out.json");
    LlavaLike.write(in, RECORDS, 1);
    Path expected = undisturbed(in);
    Counting asked = new Counting(new WordForWord());
    SplittableRandom random = new SplittableRandom(50);
    Map<String, Integer> kept = Map.of();
    int whole = 0;
    // Gives a kill the time to fall into a run.
    Emulator.Settings slow = Emulator.Settings.of(asked).withLatency(Duration.ofMillis(60));
    try (Emulator server = Emulator.start(slow.withQuota(1_000_000_000))) {
      for (int kill = 0; kill < KILLS; ) {
        if (killed(server, random)) {
          kill++;
          assertFalse(Files.exists(out), "a killed run leaves no half output");
        } else {
          // It came to its end before its time: the output is whole, and is made again from here.
          whole++;
          assertEquals(-1, Files.mismatch(expected, out));
          Files.delete(out);
        }
        assertAskedNoMore(kept, asked.times);
        kept = kept(server.grpcEndpoint(), asked.times);
      }
      assertTrue(kept.size() > 100, "kept " + kept.size());
      assertEquals(0, child(server.grpcEndpoint()).waitFor());
      assertAskedNoMore(kept, asked.times);
    }
    System.out.printf(
        "KillTests: %d kills, %d runs to the end, %d segments kept before the last run%n",
        KILLS, whole, kept.size());
    assertEquals(-1, Files.mismatch(expected, out));
  }

  /** Kills a run at a random moment of its life, or of its asking; false when it ended before. */
  private boolean killed(Emulator server, SplittableRandom random) throws Exception {
    Process child = child(server.grpcEndpoint());
    long before = server.counts().requests();
    if (random.nextInt(4) == 0) {
      Thread.sleep(random.nextInt(3_000));
    } else {
      while (server.counts().requests() == before && child.isAlive()) {
        Thread.sleep(1);
      }
      Thread.sleep(random.nextInt(500));
    }
    child.destroyForcibly().waitFor();
    assertTrue(child.exitValue() == 0 || child.exitValue() == 128 + 9, "" + child.exitValue());
    return child.exitValue() != 0;
  }

  private static void assertAskedNoMore(Map<String, Integer> kept, Map<String, Integer> now) {
    kept.forEach((segment, times) -> assertEquals(times, now.get(segment), segment));
  }

  private Path undisturbed(Path in) throws IOException {
    Path out = folder.resolve("undisturbed.json");
    try (Emulator server =
            Emulator.start(Emulator.Settings.of(new WordForWord()).withQuota(1_000_000_000));
        GoogleTranslationClient client =
            new GoogleTranslationClient(
                GoogleSettings.cloud("tests").withEndpoint(server.grpcEndpoint()));
        Journal journal = Journal.inMemory()) {
      new TranslateFile(client, journal, Care.PROTECTED).run(in, out, Progress.NONE);
    }
    return out;
  }

  /** What the journal holds, each with how often it was asked for so far. */
  private Map<String, Integer> kept(String endpoint, Map<String, Integer> asked)
      throws IOException {
    Engine engine = GoogleSettings.cloud("tests").withEndpoint(endpoint).engine();
    Map<String, Integer> kept = new HashMap<>(asked);
    try (Journal journal = Journal.open(folder.resolve("journal.sqlite"))) {
      kept.keySet().retainAll(journal.find(engine, asked.keySet()).keySet());
    }
    return kept;
  }

  private Process child(String endpoint) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-Xmx256m",
            "-cp",
            classPath,
            KillTests.class.getName(),
            endpoint,
            folder.toString())
        .inheritIO()
        .start();
  }

  /** Remembers how often each segment was asked for. */
  private static final class Counting implements Phrasebook {
    private final Phrasebook phrasebook;
    private final Map<String, Integer> times = new ConcurrentHashMap<>();

    Counting(Phrasebook phrasebook) {
      this.phrasebook = phrasebook;
    }

    @Override
    public String name() {
      return phrasebook.name();
    }

    @Override
    public Optional<String> say(String line) {
      times.merge(line, 1, Integer::sum);
      return phrasebook.say(line);
    }
  }
}
