package borboleta.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.LlavaFile;
import borboleta.data.Progress;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a translating JVM for real, as kill -9 does, and lets the next one go on. */
class KillTests {
  private static final int RECORDS = 3_000;

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
    Path in = EmojiRecords.english(folder.resolve("in.json"), RECORDS);
    Counting asked = new Counting(EmojiRecords.reference());
    try (LocalTranslateServer server = LocalTranslateServer.start(asked, new Slow())) {
      Map<String, Integer> kept = Map.of();
      for (int calls : new int[] {8, 24}) {
        killAfter(server, calls);
        assertFalse(Files.exists(folder.resolve("out.json")));
        assertAskedNoMore(kept, asked.times);
        kept = kept(server.endpoint(), asked.times);
        assertTrue(kept.size() > 100, "kept " + kept.size());
      }
      assertEquals(0, child(server.endpoint()).waitFor());
      assertAskedNoMore(kept, asked.times);
    }
    Path expected = EmojiRecords.portuguese(folder.resolve("expected.json"), RECORDS);
    assertEquals(LlavaFile.read(expected), LlavaFile.read(folder.resolve("out.json")));
    assertEquals(-1, Files.mismatch(undisturbed(in), folder.resolve("out.json")));
  }

  private void killAfter(LocalTranslateServer server, int calls) throws Exception {
    Process child = child(server.endpoint());
    while (server.calls() < calls && child.isAlive()) {
      Thread.sleep(5);
    }
    assertTrue(child.isAlive(), "the child ended before it could be killed");
    child.destroyForcibly().waitFor();
    assertEquals(128 + 9, child.exitValue());
  }

  private static void assertAskedNoMore(Map<String, Integer> kept, Map<String, Integer> now) {
    kept.forEach((segment, times) -> assertEquals(times, now.get(segment), segment));
  }

  private Path undisturbed(Path in) throws IOException {
    Path out = folder.resolve("undisturbed.json");
    try (LocalTranslateServer server = LocalTranslateServer.start(EmojiRecords.reference(), false);
        GoogleTranslationClient client =
            new GoogleTranslationClient(
                GoogleSettings.cloud("tests").withEndpoint(server.endpoint()));
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

  /** Gives a kill the time to fall into a run. */
  private static final class Slow implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      try {
        Thread.sleep(60);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return next.startCall(call, headers);
    }
  }
}
