package borboleta.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.Packing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTests {
  private static final String SOURCE =
      """
      [{"id":"1","image":"a.jpg","conversations":[{"from":"human","value":"<image>\\nWhat is it?"},
        {"from":"gpt","value":"A red car with 3 doors."}]},
       {"id":"2","image":"b.jpg","conversations":[{"from":"human","value":"Who is there?\\n<image>"},
        {"from":"gpt","value":"A woman and a dog."}]}]
      """;
  private static final String TRANSLATED =
      """
      [{"id":"1","image":"a.jpg","conversations":[{"from":"human","value":"<image>\\nO que é isto?"},
        {"from":"gpt","value":"Um carro vermelho com 3 portas."}]},
       {"id":"2","image":"b.jpg","conversations":[{"from":"human","value":"Quem está lá?\\n<image>"},
        {"from":"gpt","value":"Uma mulher e um cachorro."}]}]
      """;

  @TempDir private Path folder;
  private StringWriter out;
  private StringWriter err;
  private Path source;
  private Path translated;

  @BeforeEach
  void write() throws IOException {
    source = Files.writeString(folder.resolve("en.json"), SOURCE);
    translated = Files.writeString(folder.resolve("pt.json"), TRANSLATED);
  }

  private int audit(Object... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    String[] words = new String[arguments.length + 1];
    words[0] = "audit";
    for (int i = 0; i < arguments.length; i++) {
      words[i + 1] = arguments[i].toString();
    }
    return Borboleta.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(words);
  }

  /** Demands the exit code of a file that cannot be read, and one sentence that names it. */
  private void isRefused(Path file) {
    assertEquals(3, audit(source, file), out::toString);
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertTrue(err.toString().contains(file.getFileName().toString()), err::toString);
    assertTrue(out.toString().isEmpty(), out::toString);
  }

  @Test
  void exitCodeTellsCleanFromFaulty() throws IOException {
    assertEquals(0, audit(source, translated), out::toString);
    Files.writeString(translated, TRANSLATED.replace("3 portas", "5 portas"));
    assertEquals(1, audit(source, translated));
    assertTrue(out.toString().contains("numbers"), out::toString);
    assertEquals(0, audit(source, translated, "--skip", "numbers"));
    assertEquals(0, audit(source, translated, "--only", "language,length"));
    assertEquals(1, audit(source, translated, "--only", "numbers"));
  }

  @Test
  void wrongUsageIsNamed() {
    assertEquals(2, audit(source));
    assertEquals(2, audit(source, translated, "--skip", "colour"));
    assertTrue(err.toString().contains("line-structure"), err::toString);
    assertEquals(2, audit(source, translated, "--trusted"));
    assertEquals(2, audit(source, translated, "--review", "5"));
    assertEquals(2, audit(source, translated, "--fix", translated));
  }

  @Test
  void filesThatCannotBeReadAreNamed() throws IOException {
    isRefused(folder.resolve("missing.json"));
    isRefused(Files.writeString(folder.resolve("prose.json"), "Era uma vez um gato."));
    isRefused(Files.writeString(folder.resolve("empty.json"), ""));
    isRefused(Files.writeString(folder.resolve("cut.json"), TRANSLATED.substring(0, 200)));
    isRefused(Files.writeString(folder.resolve("numbers.json"), "[1, 2]"));
    byte[] bytes = TRANSLATED.getBytes(StandardCharsets.ISO_8859_1);
    isRefused(Files.write(folder.resolve("latin.json"), bytes));
    isRefused(folder);
  }

  @Test
  void recordsMissingTwiceOrElsewhereAreCounted() throws IOException {
    String[] records =
        TRANSLATED
            .strip()
            .replaceFirst("^\\[", "")
            .replaceFirst("]$", "")
            .split(",\\s+(?=\\{\"id\")");
    assertEquals(2, records.length);
    for (String wrong :
        new String[] {
          records[0],
          records[0] + "," + records[1] + "," + records[1],
          records[1] + "," + records[0]
        }) {
      Files.writeString(translated, "[" + wrong + "]");
      assertEquals(1, audit(source, translated, "--json"));
      JsonNode report = new ObjectMapper().readTree(out.toString());
      assertTrue(report.at("/checks/0/faults").asInt() > 0, out::toString);
      for (int i = 1; i < report.get("checks").size(); i++) {
        assertEquals(0, report.at("/checks/" + i + "/faults").asInt(), out::toString);
      }
    }
  }

  @Test
  void packedFilesAndLinesAreAuditedToo() throws IOException {
    for (Packing packing : new Packing[] {Packing.GZIP, Packing.ZSTD}) {
      Path packed = folder.resolve("packed." + packing);
      try (OutputStream to = packing.pack(Files.newOutputStream(packed))) {
        to.write(TRANSLATED.replace("carro", "carro 7").getBytes(StandardCharsets.UTF_8));
      }
      assertEquals(1, audit(source, packed, "--json"), err::toString);
      assertEquals(
          "7", new ObjectMapper().readTree(out.toString()).at("/findings/0/found").asText());
    }
    Path lines = folder.resolve("pt.jsonl");
    StringBuilder text = new StringBuilder();
    new ObjectMapper().readTree(TRANSLATED).forEach(r -> text.append(r).append('\n'));
    Files.writeString(lines, text);
    assertEquals(0, audit(source, lines), out::toString);
  }

  @Test
  void fixWritesAFileThatPasses() throws IOException {
    Files.writeString(translated, TRANSLATED.replace("<image>", "<imagem>").replace("\"1\"", "1"));
    Path mended = folder.resolve("mended.json");
    assertEquals(0, audit(source, translated, "--fix", mended, "--html", folder.resolve("a.html")));
    assertTrue(Files.readString(folder.resolve("a.html")).contains("What was mended"));
    assertEquals(0, audit(source, mended), out::toString);
    assertEquals(
        new ObjectMapper().readTree(TRANSLATED), new ObjectMapper().readTree(mended.toFile()));
  }

  @Test
  void sheetAndItsAnswersGoRound() throws IOException {
    Path sheet = folder.resolve("sheet.html");
    assertEquals(0, audit(source, translated, "--review", "2", "--html", sheet));
    assertTrue(Files.exists(sheet));
    Path csv =
        Files.writeString(
            folder.resolve("review.csv"),
            "number,id,stratum,severity,kinds,note\n1,\"1\",\"answer, short\",ok,\"\",\"\"\n");
    assertEquals(0, audit(source, translated, "--reviewed", csv), err::toString);
    assertTrue(out.toString().contains("1 of    1"), out::toString);
    assertEquals(3, audit(source, translated, "--reviewed", source));
    assertFalse(err.toString().isEmpty());
    assertEquals(1, Arrays.stream(err.toString().split("\n")).count());
  }
}
