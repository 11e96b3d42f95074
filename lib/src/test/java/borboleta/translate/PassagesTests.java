package borboleta.translate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.LlavaLike;
import borboleta.data.Packing;
import borboleta.data.Progress;
import borboleta.translate.emulator.Emulator;
import borboleta.translate.emulator.WordForWord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files go through byte for byte, whatever their layout and packing. */
class PassagesTests {
  private static final String ODD =
      "\ufeff [ {\"id\" :7,\"a\":[1.50,-0,1e3,{\"value\":\"the\"}],\r\n\"conversations\":[\t{\"value\":"
          + "\"the cat\",\"from\":\"gpt\",\"w\":null},{\"from\":\"x\",\"value\":\"\\u0033\\/ 4\"} ] , "
          + "\"z\":\"the\\u00e9\\/é🦋\"}\n,{\"conversations\":[{\"value\":\"\\\"the\\\" dog\\n<image>\"}]}] \n\n";

  private static Emulator emulator;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    emulator = Emulator.start(Emulator.Settings.of(new WordForWord()).withQuota(1_000_000_000));
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  private Path translate(Path in, String out) throws IOException {
    Path to = folder.resolve(out);
    try (Journal journal = Journal.inMemory();
        GoogleTranslationClient client =
            new GoogleTranslationClient(
                GoogleSettings.cloud("tests").withEndpoint(emulator.grpcEndpoint()))) {
      new TranslateFile(client, journal, Care.PROTECTED).run(in, to, Progress.NONE);
    }
    return to;
  }

  @Test
  void everyByteButTheProseStays() throws IOException {
    Path in = folder.resolve("in.json");
    Files.writeString(in, ODD);
    String expected =
        ODD.replace("\"the cat\"", "\"o gato\"").replace("\\\"the\\\" dog", "\\\"o\\\" cachorro");
    assertEquals(expected, Files.readString(translate(in, "out.json")));
  }

  @Test
  void recordsAreReadAsTheyStandWhereverTheParserStopsToReadOn() throws IOException {
    // Longer than any buffer, and with characters of two, three and four bytes at every offset.
    StringBuilder file = new StringBuilder("[");
    for (int i = 0; i < 3_000; i++) {
      file.append(i == 0 ? "" : ", ").append(" ".repeat(i % 7));
      file.append("{\"id\":\"é€🦋").append(i).append("\",\"conversations\":[{\"value\":\"");
      file.append("9é€🦋 ".repeat(i % 50)).append("\"}]}");
    }
    byte[] bytes = file.append("]").toString().getBytes(StandardCharsets.UTF_8);
    Path in = folder.resolve("in.json");
    Files.write(in, bytes);
    ByteArrayOutputStream copied = new ByteArrayOutputStream();
    try (Passages records = new Passages(in)) {
      for (Passage record = records.next(); record != null; record = records.next()) {
        for (Passage.Spot value : record.values()) {
          String json =
              new String(
                  record.bytes(), value.from(), value.to() - value.from(), StandardCharsets.UTF_8);
          assertEquals('"' + value.text() + '"', json);
        }
        record.write(copied, List.of());
      }
      copied.write(records.tail());
    }
    assertArrayEquals(bytes, copied.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "json.gz", "jsonl.gz", "json.zst", "jsonl.zst"})
  void everyLayoutAndPackingGivesTheSameRecords(String ending) throws IOException {
    Path plain = folder.resolve("plain.json");
    LlavaLike.write(plain, 300, 3);
    String text = Files.readString(plain);
    String expected = Files.readString(translate(plain, "plain.pt.json"));
    if (ending.startsWith("jsonl")) {
      text = lines(text);
      expected = lines(expected);
    }
    Path in = folder.resolve("in." + ending);
    try (OutputStream out = Packing.ofName(in).pack(Files.newOutputStream(in))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    if (Packing.ofName(in) != Packing.NONE) {
      assertTrue(Files.size(in) < text.length() / 2, "it is packed");
    }
    Path out = translate(in, "out." + ending);
    try (InputStream unpacked = Packing.open(out)) {
      assertEquals(expected, new String(unpacked.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertEquals(RawRecords.values(folder.resolve("plain.pt.json")), RawRecords.values(out));
  }

  /** One record a line, without the array. */
  private static String lines(String array) {
    String inner = array.substring(1, array.lastIndexOf(']')).replaceAll("\\n *", "");
    return inner.replace("},{\"id\"", "}\n{\"id\"").replace("},  {", "}\n{").strip() + "\n";
  }
}
