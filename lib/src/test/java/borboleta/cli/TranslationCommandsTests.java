package borboleta.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.translate.EmojiRecords;
import borboleta.translate.FixedTerms;
import borboleta.translate.emulator.Emulator;
import borboleta.translate.emulator.WordForWord;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands translate and audit as a shell sees them. */
class TranslationCommandsTests {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Object... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    return Borboleta.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }

  @Test
  void translationIsAuditedCleanAndAccidentIsNot() throws IOException {
    Path in = EmojiRecords.english(folder.resolve("en.json"), 40);
    Path good = folder.resolve("pt.json");
    assertEquals(0, run("translate", in, good, "--local"), err::toString);
    assertEquals(0, run("audit", in, good), out::toString);
    assertTrue(out.toString().contains("0 of 40 records have faults"), out::toString);

    Path bad = folder.resolve("bad.json");
    Path page = folder.resolve("report.html");
    assertEquals(0, run("translate", in, bad, "--local", "--as-the-tcc-did"), err::toString);
    assertEquals(1, run("audit", in, bad, "--html", page));
    assertTrue(out.toString().contains("<imagem>"), out::toString);
    assertTrue(Files.size(page) > 1_000);
    assertEquals(1, run("audit", in, bad, "--json"));
    assertEquals(40, new ObjectMapper().readTree(out.toString()).get("faultyRecords").asInt());
  }

  @Test
  void glossariesOfBothKindsAreKeptTo() throws IOException {
    Path in = folder.resolve("en.json");
    Files.writeString(
        in, "[{\"id\":\"1\",\"conversations\":[{\"from\":\"gpt\",\"value\":\"the red cat\"}]}]");
    Path terms = folder.resolve("terms.csv");
    Files.writeString(terms, "term,translation\ncat,\"bichano, o\"\n");
    String name = "projects/p/locations/us-central1/glossaries/g";
    Path byFile = folder.resolve("file.json");
    Path byGoogle = folder.resolve("google.json");
    try (Emulator emulator =
        Emulator.start(
            Emulator.Settings.of(new WordForWord())
                .withGlossaries(Map.of(name, FixedTerms.read(terms).terms())))) {
      Object[] there = {"--endpoint", emulator.grpcEndpoint(), "--project", "p"};
      assertEquals(
          0, run(with(there, "translate", in, byFile, "--glossary", terms)), err::toString);
      assertEquals(
          0, run(with(there, "translate", in, byGoogle, "--google-glossary", name)), err::toString);
      assertTrue(Files.readString(byFile).contains("bichano, o"), () -> "not kept to");
      assertTrue(Files.readString(byGoogle).contains("bichano, o"), () -> "not kept to");
      assertEquals(2, run(with(there, "translate", in, byGoogle, "--google-glossary", "g")));
      assertTrue(err.toString().contains("projects/PROJECT"), err::toString);
      assertEquals(
          2,
          run(
              with(
                  there, "translate", in, byGoogle, "--google-glossary", name, "--location", "x")));
      assertTrue(err.toString().contains("leave --location out"), err::toString);
      assertEquals(
          1, run(with(there, "translate", in, byGoogle, "--google-glossary", name, "--api", "v2")));
      assertTrue(err.toString().contains("version 2 has no glossaries"), err::toString);
    }
  }

  private static Object[] with(Object[] last, Object... first) {
    return Stream.concat(Stream.of(first), Stream.of(last)).toArray();
  }

  @Test
  void dryRunWritesNothing() throws IOException {
    Path in = EmojiRecords.english(folder.resolve("en.json"), 40);
    Path to = folder.resolve("somewhere/pt.json");
    assertEquals(0, run("translate", in, to, "--project", "p", "--dry-run"), err::toString);
    assertTrue(out.toString().contains("not yet translated"), out::toString);
    assertFalse(Files.exists(to.getParent()));
    assertEquals(0, run("translate", in, to, "--project", "p", "--dry-run", "--json"));
    assertEquals(40, new ObjectMapper().readTree(out.toString()).get("records").asInt());
  }

  @Test
  void failureIsOneSentenceAndDebugShowsWhereItCameFrom() {
    Path missing = folder.resolve("missing.json");
    Path to = folder.resolve("pt.json");
    assertEquals(1, run("translate", missing, to, "--local"));
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertTrue(err.toString().contains("missing.json"), err::toString);
    assertEquals(3, run("audit", missing, missing, "--debug"));
    assertTrue(err.toString().contains("\tat borboleta."), err::toString);
  }

  @Test
  void wrongUsageIsOneSentenceThatNamesTheHelp() {
    assertEquals(2, run("translate", "only-one"));
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertTrue(err.toString().contains("borboleta translate --help"), err::toString);
    assertEquals(2, run("translate", "a", "b", "--local", "--endpoint", "127.0.0.1:1"));
    assertTrue(err.toString().contains("not both"), err::toString);
    assertEquals(2, run());
    assertTrue(err.toString().contains("no command"), err::toString);
  }

  @Test
  void helpNamesEveryCommand() {
    assertEquals(0, run("--help"));
    assertTrue(out.toString().contains("translate"), out::toString);
    assertTrue(out.toString().contains("audit"), out::toString);
    assertEquals(0, run("translate", "--help"));
    assertTrue(out.toString().contains("--journal"), out::toString);
  }
}
