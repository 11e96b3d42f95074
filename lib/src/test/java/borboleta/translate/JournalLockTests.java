package borboleta.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.LlavaLike;
import borboleta.data.Progress;
import borboleta.translate.emulator.Emulator;
import borboleta.translate.emulator.WordForWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two runs, one journal: real processes. */
class JournalLockTests {
  private static final int RECORDS = 300;

  @TempDir private Path folder;
  private Path in;
  private Path out;
  private Path journal;

  @BeforeEach
  void records() throws IOException {
    in = folder.resolve("in.json");
    out = folder.resolve("out.json");
    journal = folder.resolve("journal.sqlite");
    LlavaLike.write(in, RECORDS, 1);
  }

  private Emulator server(Duration latency) throws IOException {
    return Emulator.start(Emulator.Settings.of(new WordForWord()).withLatency(latency));
  }

  private Meter translate(Emulator server) throws IOException {
    GoogleSettings settings = GoogleSettings.cloud("tests").withEndpoint(server.grpcEndpoint());
    try (Journal memory = Journal.open(journal);
        GoogleTranslationClient client = new GoogleTranslationClient(settings)) {
      return new TranslateFile(client, memory, Care.PROTECTED).run(in, out, Progress.NONE);
    }
  }

  @Test
  @Timeout(120)
  void secondProcessIsRefusedAndKilledHolderHoldsNobodyUp() throws Exception {
    try (Emulator slow = server(Duration.ofSeconds(60));
        Emulator quick = server(Duration.ZERO)) {
      Process holder = child(slow.grpcEndpoint());
      try {
        while (slow.counts().requests() == 0 && holder.isAlive()) {
          Thread.sleep(5);
        }
        IOException refused = assertThrows(IOException.class, () -> translate(quick));
        assertTrue(refused.getMessage().contains(journal.toString()), refused.getMessage());
        assertTrue(
            refused.getMessage().contains("process " + holder.pid() + ","), refused.getMessage());
        assertTrue(refused.getMessage().contains("--journal"), refused.getMessage());
        assertEquals(0, quick.counts().requests());
        assertFalse(Files.exists(out));
      } finally {
        holder.destroyForcibly().waitFor();
      }
      assertTrue(Files.exists(folder.resolve("journal.sqlite.lock")));
      assertTrue(translate(quick).sentSegments() > 0);
      assertTrue(Files.exists(out));
    }
  }

  @Test
  void secondRunOfOneProcessIsRefusedAndTheFirstKeepsItsLock() throws Exception {
    try (Journal memory = Journal.open(journal);
        Emulator server = server(Duration.ZERO)) {
      try (Journal.Claim claim = memory.pay()) {
        assertThrows(IOException.class, () -> translate(server));
        // A refusal must not free the lock that it met: not in this process, not for others.
        assertThrows(IOException.class, () -> translate(server));
        Process other = child(server.grpcEndpoint());
        assertEquals(1, other.waitFor());
        assertEquals(0, server.counts().requests());
      }
      assertTrue(translate(server).sentSegments() > 0);
    }
  }

  @Test
  void journalUnderAnotherNameIsTheSameJournal() throws Exception {
    try (Journal memory = Journal.open(journal);
        Journal.Claim claim = memory.pay()) {
      Path link = Files.createSymbolicLink(folder.resolve("link.sqlite"), journal);
      assertThrows(IOException.class, () -> JournalLock.take(link));
    }
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
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("child.log").toFile())
        .start();
  }
}
