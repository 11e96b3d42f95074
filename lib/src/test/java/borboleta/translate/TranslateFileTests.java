package borboleta.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.LlavaFile;
import borboleta.data.Progress;
import borboleta.translate.emulator.Emulator;
import borboleta.translate.emulator.Fault;
import borboleta.translate.emulator.FaultScript;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranslateFileTests {
  private static final Patience SHORT =
      new Patience(3, Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofSeconds(30));

  @TempDir private Path folder;
  private LocalTranslateServer server;
  private GoogleTranslationClient client;
  private Journal journal;

  @BeforeEach
  void start() throws IOException {
    serve(LocalTranslateServer.start(EmojiRecords.reference(), false));
    journal = Journal.open(folder.resolve("journal.sqlite"));
  }

  private void serve(LocalTranslateServer server) throws IOException {
    this.server = server;
    this.client =
        new GoogleTranslationClient(
            GoogleSettings.cloud("tests").withEndpoint(server.endpoint()).withPatience(SHORT));
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
    journal.close();
  }

  private Meter translate(Path in, Path out, Care care) throws IOException {
    return new TranslateFile(client, journal, care).run(in, out, Progress.NONE);
  }

  @Test
  void everyRecordComesBackInOrderAsTheReferenceSaysIt() throws IOException {
    // More than one window of records.
    Path in = EmojiRecords.english(folder.resolve("train.en.json"), 4_500);
    Path expected = EmojiRecords.portuguese(folder.resolve("expected.json"), 4_500);
    Path out = folder.resolve("train.pt.json");
    Meter meter = translate(in, out, Care.PROTECTED);
    assertEquals(LlavaFile.read(expected), LlavaFile.read(out));
    assertEquals(server.strings(), meter.sentSegments());
    assertEquals(server.characters(), meter.sentCharacters());
    assertEquals(0, meter.unchanged());
  }

  @Test
  void nothingIsAskedTwiceByOneFileOrTheNext() throws IOException {
    Path in = EmojiRecords.english(folder.resolve("small.json"), 500);
    Estimate before = TranslateFile.estimate(in, journal, client.engine(), Care.PROTECTED);
    assertTrue(before.distinctSegments() < before.segments() / 2, before.toString());
    translate(in, folder.resolve("a.json"), Care.PROTECTED);
    assertEquals(before.distinctSegments(), server.strings());
    assertEquals(before.distinctCharacters(), server.characters());

    assertEquals(0, translate(in, folder.resolve("b.json"), Care.PROTECTED).sentSegments());
    assertEquals(-1, Files.mismatch(folder.resolve("a.json"), folder.resolve("b.json")));

    Path more = EmojiRecords.english(folder.resolve("more.json"), 600);
    Estimate rest = TranslateFile.estimate(more, journal, client.engine(), Care.PROTECTED);
    assertEquals(
        rest.newSegments(),
        translate(more, folder.resolve("c.json"), Care.PROTECTED).sentSegments());
    assertEquals(before.distinctSegments() + rest.newSegments(), server.strings());
  }

  @Test
  void dryRunSendsNothingAndCountsWhatARunWillSend() throws IOException {
    Path in = EmojiRecords.english(folder.resolve("small.json"), 200);
    Estimate estimate = TranslateFile.estimate(in, journal, client.engine(), Care.PROTECTED);
    assertEquals(0, server.calls());
    assertEquals(200, estimate.records());
    assertEquals(estimate.newCharacters() * 20 / 1e6, estimate.dollars(), 1e-12);
    Meter meter = translate(in, folder.resolve("out.json"), Care.PROTECTED);
    assertEquals(estimate.newSegments(), meter.sentSegments());
    assertEquals(estimate.newCharacters(), meter.sentCharacters());
  }

  @Test
  void progressEndsAtTheEstimate() throws IOException {
    Path in = EmojiRecords.english(folder.resolve("small.json"), 500);
    List<Long> heard = new ArrayList<>();
    Estimate estimate = TranslateFile.estimate(in, journal, client.engine(), Care.PROTECTED);
    new TranslateFile(client, journal, Care.PROTECTED)
        .run(
            in,
            folder.resolve("out.json"),
            (done, total, unit) -> {
              heard.add(done);
              assertEquals(estimate.newCharacters(), total);
              assertEquals("characters", unit);
            });
    assertTrue(heard.size() > 1, heard.toString());
    assertEquals(heard.stream().sorted().toList(), heard);
    assertEquals(estimate.newCharacters(), heard.get(heard.size() - 1));
  }

  @Test
  void unknownKeysNumbersAndOrderOfKeysStay() throws IOException {
    Path in = folder.resolve("in.json");
    Files.writeString(
        in,
        """
        [{"model":"","id":7,"score":0.10000000000000000001,"big":123456789012345678901234567890,
          "conversations":[{"value":"yes","from":"gpt","weight":[1.50,null,{}]}],"image":null}]
        """);
    Path out = folder.resolve("out.json");
    translate(in, out, Care.PROTECTED);
    assertEquals(Files.readString(in).replace("\"yes\"", "\"sim\""), Files.readString(out));
  }

  @Test
  void damagedInputCostsNothingAndLeavesNothing() throws IOException {
    Path good = EmojiRecords.english(folder.resolve("good.json"), 300);
    String text = Files.readString(good);
    assertFails("line", text.substring(0, text.length() * 2 / 3));
    assertFails("holds no records", "\"id\"");
    assertFails("is not JSON", "id,image\n1,2\n");
    assertFails("empty", "");
    assertFails("no conversations", "[{\"id\":\"000\",\"conversations\":[]}]");
    assertFails("(id \"33\")", "[{\"id\":\"33\",\"image\":\"x\"}]");
    assertFails("turn 1", "[{\"id\":\"33\",\"conversations\":[{\"from\":\"gpt\",\"value\":3}]}]");
    assertFails("expected a record", "[3]");
    assertEquals(0, server.calls());
  }

  private void assertFails(String word, String text) throws IOException {
    Path in = folder.resolve("bad.json");
    Path out = folder.resolve("bad.out/out.json");
    Files.writeString(in, text);
    Exception failure = assertThrows(Exception.class, () -> translate(in, out, Care.PROTECTED));
    assertTrue(failure.getMessage().contains(word), failure.getMessage());
    assertFalse(Files.exists(out));
  }

  @Test
  void refusalHalfwayKeepsWhatWasAnsweredAndTheOldOutput() throws IOException {
    Path in = EmojiRecords.english(folder.resolve("in.json"), 2_000);
    Path out = folder.resolve("out.json");
    Files.writeString(out, "old");
    Emulator.Settings dayEnds =
        Emulator.Settings.of(EmojiRecords.reference())
            .withFaults(FaultScript.from(7, Fault.DAILY_403), 0);
    try (Emulator emulator = Emulator.start(dayEnds);
        GoogleTranslationClient google =
            new GoogleTranslationClient(
                GoogleSettings.cloud("tests")
                    .withEndpoint(emulator.grpcEndpoint())
                    .withPatience(SHORT))) {
      TranslateFile translation = new TranslateFile(google, journal, Care.PROTECTED);
      IOException failure =
          assertThrows(IOException.class, () -> translation.run(in, out, Progress.NONE));
      assertTrue(failure.getMessage().contains("tomorrow"), failure.getMessage());
      assertEquals("old", Files.readString(out));
      assertTrue(journal.size() > 0);
      assertEquals(emulator.counts().strings(), journal.size());
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertFalse(files.anyMatch(file -> file.toString().endsWith(".partial")));
    }
  }

  @Test
  void sourceIsNeverOverwritten() throws IOException {
    Path in = EmojiRecords.english(folder.resolve("in.json"), 2);
    String before = Files.readString(in);
    assertThrows(
        IOException.class,
        () ->
            translate(
                in, folder.resolve("../" + folder.getFileName() + "/in.json"), Care.PROTECTED));
    assertEquals(before, Files.readString(in));
  }

  @Test
  void accidentOfTheTccComesBackAsItDid() throws IOException {
    stop();
    serve(LocalTranslateServer.start(EmojiRecords.reference(), true));
    journal = Journal.open(folder.resolve("journal.sqlite"));
    Path in = EmojiRecords.english(folder.resolve("in.json"), 3);
    Path out = folder.resolve("out.json");
    translate(in, out, Care.AS_THE_TCC_DID);
    JsonNode second = new ObjectMapper().readTree(out.toFile()).get(1);
    assertTrue(second.get("id").isInt());
    assertEquals(1, second.get("id").intValue());
    assertTrue(second.at("/conversations/0/value").textValue().endsWith("\n<imagem>"));
  }

  @Test
  void protectionSavesThePlaceholderFromTheSameServer() throws IOException {
    stop();
    serve(LocalTranslateServer.start(EmojiRecords.reference(), true));
    journal = Journal.open(folder.resolve("journal.sqlite"));
    Path in = EmojiRecords.english(folder.resolve("in.json"), 30);
    Path out = folder.resolve("out.json");
    translate(in, out, Care.PROTECTED);
    Path expected = EmojiRecords.portuguese(folder.resolve("expected.json"), 30);
    assertEquals(LlavaFile.read(expected), LlavaFile.read(out));
  }
}
