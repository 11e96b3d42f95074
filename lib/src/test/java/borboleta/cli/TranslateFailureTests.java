package borboleta.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.LlavaLike;
import borboleta.translate.Journal;
import borboleta.translate.emulator.Emulator;
import borboleta.translate.emulator.Fault;
import borboleta.translate.emulator.FaultScript;
import borboleta.translate.emulator.WordForWord;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a shell sees when the data, the service or the network are not as they should be. */
class TranslateFailureTests {
  private static final String RECORD =
      "{\"id\":\"%s\",\"conversations\":[{\"from\":\"human\",\"value\":\"%s\"}]}";

  @TempDir private Path folder;
  private final StringWriter printed = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path in;
  private Path out;
  private Path journal;

  @BeforeEach
  void names() {
    in = folder.resolve("in.json");
    out = folder.resolve("out.json");
    journal = folder.resolve("translation-journal.sqlite");
  }

  private static Emulator emulator(FaultScript script) throws IOException {
    return Emulator.start(Emulator.Settings.of(new WordForWord()).withFaults(script, 0));
  }

  private int run(Object... arguments) {
    printed.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    return Borboleta.commandLine()
        .setOut(new PrintWriter(printed, true))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }

  private int translate(Emulator emulator, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of("translate", in, out, "--endpoint", emulator.grpcEndpoint(), "--attempts", 2));
    arguments.addAll(List.of(more));
    return run(arguments.toArray());
  }

  private void assertRefused(byte[] file, String word) throws IOException {
    Files.write(in, file);
    Files.writeString(out, "old");
    try (Emulator emulator = emulator(FaultScript.NONE)) {
      assertEquals(1, translate(emulator), "exit code for " + word);
      assertEquals(0, emulator.counts().requests(), "nothing is sent and paid for");
    }
    assertOneSentence(word);
    assertEquals("old", Files.readString(out));
    assertJournalHolds(0);
  }

  private void assertRefused(String file, String word) throws IOException {
    assertRefused(file.getBytes(StandardCharsets.UTF_8), word);
  }

  private void assertOneSentence(String word) {
    List<String> said =
        err.toString().lines().filter(line -> !line.contains("have the id of an earlier")).toList();
    assertEquals(1, said.size(), err::toString);
    assertTrue(said.get(0).contains(word), err::toString);
  }

  private void assertJournalHolds(long segments) throws IOException {
    try (Journal kept = Journal.open(journal)) {
      assertEquals(segments, kept.size());
    }
  }

  private static String record(String id, String value) {
    return RECORD.formatted(id, value);
  }

  @Test
  void whatIsNotJsonIsRefused() throws IOException {
    assertRefused("id,image,value\n1,a.jpg,the cat\n", "is not JSON at line 1");
    assertRefused("[" + record("1", "the cat") + "\n,}", "is not JSON at line 2, after 1 whole");
    assertRefused("", "is empty");
    assertRefused("\"the cat\"", "holds no records");
    assertRefused("[" + record("1", "the cat") + "] []", "goes on after the end");
  }

  @Test
  void cutOffFileIsRefusedWithItsPlace() throws IOException {
    String whole = "[" + record("1", "the cat") + ",\n" + record("2", "the dog") + "]";
    for (int end = 1; end < whole.length() - 1; end++) {
      String part = whole.substring(0, end);
      assertRefused(part, "is cut off at line " + (part.contains("\n") ? 2 : 1));
    }
    Files.createDirectories(folder.resolve("gz"));
    in = folder.resolve("gz/in.json.gz");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(whole.getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = packed.toByteArray();
    assertRefused(Arrays.copyOf(bytes, bytes.length - 12), "is cut off or damaged");
    assertRefused(whole, "is named .gz and does not hold such data");
  }

  @Test
  void wrongTypesAreRefusedWithTheirRecordAndTurn() throws IOException {
    assertRefused("[3]", "expected a record, found a number");
    assertRefused("[[]]", "expected a record, found an array");
    assertRefused("[{\"id\":\"7\"}]", "record 1 (id \"7\") has no conversations");
    assertRefused(
        "[{\"id\":7,\"conversations\":{}}]", "(id 7): \"conversations\" must be an array");
    assertRefused("[{\"conversations\":[\"the\"]}]", "(id missing), turn 1");
    assertRefused(
        "[{\"id\":\"7\",\"conversations\":[{\"value\":\"the\"},{\"value\":[\"the\"]}]}]", "turn 2");
    assertRefused("[{\"id\":\"7\",\"conversations\":[{\"from\":\"gpt\"}]}]", "turn 1");
  }

  @Test
  void invalidUtf8IsRefused() throws IOException {
    byte[] bytes = ("[" + record("1", "the c#t") + "]").getBytes(StandardCharsets.ISO_8859_1);
    bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf('#')] = (byte) 0xe7;
    assertRefused(bytes, "is damaged at line 1 (Invalid UTF-8");
    assertRefused(
        ("[" + record("1", "the cat") + "]").getBytes(StandardCharsets.UTF_16), "is not in UTF-8");
  }

  @Test
  void oddTextThatIsLegalIsTranslatedKeptAndCounted() throws IOException {
    String line = "the x ".repeat(66_667);
    Files.writeString(
        in,
        "["
            + String.join(
                ",",
                record("1", "<image>\\nthe cat\\n<image>"),
                record("1", "the\u200bcat \u202ethe dog\u202c \u05d0\u05d1"),
                record("2", "the \ud83e\udd8b\ud83d\udc69\u200d\ud83d\ude80 cat"),
                record("3", "the \\ud83e cat \\u0000 the dog"),
                record("4", line))
            + "]");
    try (Emulator emulator = emulator(FaultScript.NONE)) {
      assertEquals(0, translate(emulator), err::toString);
    }
    assertEquals(
        "["
            + String.join(
                ",",
                record("1", "<image>\\no gato\\n<image>"),
                record("1", "the\u200bcat \u202eo cachorro\u202c \u05d0\u05d1")
                    .replace("the\u200bcat", "o\u200bgato"),
                record("2", "o \ud83e\udd8b\ud83d\udc69\u200d\ud83d\ude80 gato"),
                record("3", "o \\ud83e gato \\u0000 o cachorro"),
                record("4", line.replace("the", "o")))
            + "]",
        Files.readString(out));
    assertTrue(err.toString().contains("1 records have the id of an earlier one"), err::toString);
    assertTrue(err.toString().contains("1 records have more than one <image>"), err::toString);
    assertTrue(
        err.toString().contains("2 values hold characters that show nothing"), err::toString);
    assertTrue(err.toString().contains("1 values hold half a character"), err::toString);
    assertTrue(err.toString().contains("1 lines are longer than a request"), err::toString);
  }

  @Test
  void expiredCredentialAndDailyLimitKeepTheJournal() throws IOException {
    LlavaLike.write(in, 200, 1);
    for (Fault fault : List.of(Fault.EXPIRED_401, Fault.DAILY_403)) {
      Files.deleteIfExists(journal);
      try (Emulator emulator = emulator(FaultScript.from(9, fault))) {
        assertEquals(1, translate(emulator));
        assertOneSentence(fault == Fault.DAILY_403 ? "tomorrow" : "have not expired");
        assertTrue(emulator.counts().strings() > 20);
        assertJournalHolds(emulator.counts().strings());
      }
      assertFalse(Files.exists(out));
    }
    // The journal that is left is of use: only the rest is asked.
    long kept;
    try (Journal journalNow = Journal.open(journal)) {
      kept = journalNow.size();
    }
    try (Emulator emulator = emulator(FaultScript.NONE)) {
      assertEquals(0, translate(emulator), err::toString);
      assertJournalHolds(kept + emulator.counts().strings());
    }
  }

  @Test
  void moneyLimitStopsTheRunAndALaterOneGoesOn() throws IOException {
    LlavaLike.write(in, 200, 1);
    try (Emulator emulator = emulator(FaultScript.NONE)) {
      assertEquals(1, translate(emulator, "--max-cost", "1"));
      assertOneSentence("the limit of $1.00 is reached");
      assertTrue(emulator.counts().characters() * 20 / 1e6 <= 1);
      assertEquals(2, translate(emulator, "--max-cost", "-1"));
      assertEquals(0, translate(emulator, "--max-cost", "100"), err::toString);
      assertJournalHolds(emulator.counts().strings());
    }
  }

  @Test
  void journalThatIsNoneAndBadGlossaryAreRefused() throws IOException {
    Files.writeString(in, "[" + record("1", "the cat") + "]");
    Path notes = folder.resolve("notes.txt");
    Files.writeString(notes, "these are notes, and no database. ".repeat(99));
    Path terms = folder.resolve("terms.tsv");
    Files.writeString(terms, "cat gato\n");
    try (Emulator emulator = emulator(FaultScript.NONE)) {
      assertEquals(1, translate(emulator, "--journal", notes));
      assertOneSentence("notes.txt");
      assertEquals(1, translate(emulator, "--glossary", terms));
      assertOneSentence("terms.tsv, line 1");
      Files.writeString(terms, "cat\tgatinho\n");
      assertEquals(0, translate(emulator, "--glossary", terms), err::toString);
    }
    assertEquals("[" + record("1", "o gatinho") + "]", Files.readString(out));
  }

  @Test
  void noNetworkIsOneSentenceAndNeverTellsTheKey() throws Exception {
    Files.writeString(in, "[" + record("1", "the cat") + "]");
    String key = "AIzaSyThisIsASecretKey";
    String[] command = {
      "translate", in.toString(), out.toString(), "--api", "v2", "--project", "p", "--attempts", "2"
    };
    // A name that no network knows (RFC 2606).
    List<String> nowhere = new ArrayList<>(List.of(command));
    nowhere.addAll(List.of("--endpoint", "nowhere.invalid:443"));
    Ended ended = child(Map.of("GOOGLE_API_KEY", key), nowhere);
    assertEquals(1, ended.code(), ended.said());
    assertEquals(1, ended.said().strip().lines().count(), ended.said());
    assertTrue(ended.said().contains("check the network"), ended.said());
    nowhere.add("--debug");
    Ended debugged = child(Map.of("GOOGLE_API_KEY", key), nowhere);
    assertTrue(debugged.said().contains("\tat borboleta."), debugged.said());
    assertFalse(debugged.said().contains(key), debugged.said());
    assertFalse(Files.exists(out));
    assertJournalHolds(0);
  }

  @Test
  void refusalOverHttpNeverTellsTheKeyEvenWithItsStackTrace() throws Exception {
    Files.writeString(in, "[" + record("1", "the cat") + "]");
    String key = "AIzaSyThisIsASecretKey";
    try (Emulator emulator = emulator(FaultScript.from(1, Fault.FORBIDDEN_403))) {
      List<String> command =
          List.of(
              "translate",
              in.toString(),
              out.toString(),
              "--api",
              "v2",
              "--endpoint",
              emulator.httpEndpoint(),
              "--debug");
      Ended ended = child(Map.of("GOOGLE_API_KEY", key), command);
      assertEquals(1, ended.code(), ended.said());
      assertTrue(ended.said().contains("/language/translate/v2?"), "the trace names the address");
      assertFalse(ended.said().contains(key), ended.said());
    }
  }

  @Test
  void credentialsThatCannotBeReadAreOneSentence() throws Exception {
    Files.writeString(in, "[" + record("1", "the cat") + "]");
    Path key = folder.resolve("key.json");
    Files.writeString(key, "{\"type\":\"service_account\",\"private_key\":\"SECRET\"}");
    for (String file : List.of(key.toString(), folder.resolve("none.json").toString())) {
      Ended ended =
          child(
              Map.of("GOOGLE_APPLICATION_CREDENTIALS", file),
              List.of("translate", in.toString(), out.toString(), "--project", "p"));
      assertEquals(1, ended.code(), ended.said());
      assertEquals(1, ended.said().strip().lines().count(), ended.said());
      assertTrue(ended.said().contains("GOOGLE_APPLICATION_CREDENTIALS"), ended.said());
      assertFalse(ended.said().contains("SECRET"), ended.said());
    }
  }

  @Test
  void emulatorIsAProgramThatServesItsCountsAndPrintsThemAtItsEnd() throws Exception {
    Process emulator =
        process(
                Map.of(),
                List.of("emulate-translate", "--json", "--faults", "storm", "--seed", "1"))
            .start();
    try {
      String addresses = emulator.inputReader(StandardCharsets.UTF_8).readLine();
      JsonNode json = new ObjectMapper().readTree(addresses);
      LlavaLike.write(in, 30, 1);
      assertEquals(
          0,
          run("translate", in, out, "--endpoint", json.get("http").asText(), "--api", "v3-rest"),
          err::toString);
      byte[] stats = URI.create(json.get("stats").asText()).toURL().openStream().readAllBytes();
      long characters = new ObjectMapper().readTree(stats).get("characters").asLong();
      assertTrue(characters > 10_000, new String(stats, StandardCharsets.UTF_8));
      emulator.toHandle().destroy();
      String last = emulator.inputReader(StandardCharsets.UTF_8).readLine();
      assertTrue(last.contains("\"characters\":" + characters), last);
      assertEquals(130, emulator.waitFor());
    } finally {
      emulator.destroyForcibly();
    }
    assertEquals(1, run("emulate-translate", "--faults", "hurricane"));
    assertOneSentence("storm");
  }

  private record Ended(int code, String said) {}

  private Ended child(Map<String, String> environment, List<String> arguments) throws Exception {
    Process process = process(environment, arguments).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  private ProcessBuilder process(Map<String, String> environment, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Borboleta.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("GOOGLE"));
    builder.environment().putAll(environment);
    builder.environment().put("HOME", folder.toString());
    return builder;
  }
}
