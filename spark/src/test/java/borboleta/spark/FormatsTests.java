package borboleta.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.LlavaLike;
import borboleta.translate.Engine;
import borboleta.translate.FixedTerms;
import borboleta.translate.GoogleSettings;
import borboleta.translate.Journal;
import borboleta.translate.Translation;
import borboleta.translate.emulator.Emulator;
import borboleta.translate.emulator.WordForWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes in, in each layout, and what comes out of it. */
class FormatsTests {
  private static SparkSession spark;
  private static Emulator emulator;
  private static GoogleSettings settings;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    spark = Session.start("local[2]", Map.of("spark.sql.shuffle.partitions", "3"));
    emulator = Emulator.start(Emulator.Settings.of(new WordForWord()).withQuota(10_000_000_000L));
    settings = Run.settings(emulator);
  }

  @AfterAll
  static void stop() throws IOException {
    emulator.close();
    spark.close();
  }

  @Test
  void everyTextHasAStateAndKeepsItsId() throws IOException {
    Files.writeString(
        folder.resolve("in.jsonl"),
        """
        {"id":"0001","text":"The dog and the cat."}
        {"id":2,"text":"The  dog and the cat."}
        {"id":"2","text":"42"}
        {"id":"4"}
        {"id":"5","conversations":[{"from":"human","value":"<image>\\n1. The dog.\\n2. The cat."},{"from":"gpt","value":"The dog."}]}
        """);
    Run run = run("in.jsonl", "out");
    assertEquals(Map.of("translated", 4L, "kept", 1L, "failed", 1L), run.states());
    assertEquals(3, run.meter().sentSegments());
    List<Row> rows = rows("out");
    WordForWord words = new WordForWord();
    assertEquals("0001", rows.get(0).getAs("id"));
    assertEquals(words.say("The dog and the cat.").orElseThrow(), rows.get(0).getAs("translation"));
    assertEquals("42", rows.get(1).getAs("translation"));
    assertNull(rows.get(3).getAs("translation"));
    assertEquals("the record has no text", rows.get(3).getAs("reason"));
    assertEquals("human", rows.get(4).getAs("role"));
    String expected = Run.expected(words, "<image>\n1. The dog.\n2. The cat.");
    assertTrue(expected.startsWith("<image>\n1. "), expected);
    assertEquals(expected, rows.get(4).getAs("translation"));
    assertEquals((Integer) 1, rows.get(5).getAs("turn"));
    Run again = run("in.jsonl", "again");
    assertEquals(0, again.meter().sentSegments());
    assertEquals(Map.of("remembered", 4L, "kept", 1L, "failed", 1L), again.states());
  }

  @Test
  void jsonArrayAndParquetGiveWhatJsonLinesGive() throws IOException {
    LlavaLike.write(folder.resolve("in.json"), 200, 3);
    spark
        .read()
        .option("multiLine", true)
        .json(folder.resolve("in.json").toString())
        .write()
        .parquet(folder.resolve("in.parquet").toString());
    Run array = run("in.json", "a");
    assertEquals(200, array.estimate().records());
    assertEquals(0, Run.wrong(spark, folder.resolve("a")));
    Run parquet = run("in.parquet", "b");
    assertEquals(array.estimate().segments(), parquet.estimate().segments());
    assertEquals(0, parquet.meter().sentSegments());
    assertEquals(
        0,
        spark
            .read()
            .parquet(folder.resolve("a").toString())
            .drop("state")
            .exceptAll(spark.read().parquet(folder.resolve("b").toString()).drop("state"))
            .count());
  }

  @Test
  void firstRecordsAreTheSameInEveryPass() throws IOException {
    Captions.write(folder.resolve("in.jsonl"), 1_000, 2);
    Path memoryFolder = folder.resolve("memory");
    TranslateJob.Order order =
        new TranslateJob.Order(
            folder.resolve("in.jsonl").toString(), "text", 100, 1, FixedTerms.NONE);
    try (Memory memory = new Memory(spark, memoryFolder.toString(), memoryFolder);
        TranslateJob job = new TranslateJob(spark, memory, settings, order)) {
      job.send(Run.FREE, job.estimate(), borboleta.data.Progress.NONE);
      assertEquals(Map.of("translated", 100L), job.write(folder.resolve("out").toString()));
    }
    assertEquals("000000099", rows("out").get(99).getAs("id"));
  }

  @Test
  void journalOfTheOtherCommandIsTakenOverOnce() throws IOException {
    Files.writeString(folder.resolve("in.jsonl"), "{\"id\":\"1\",\"text\":\"The dog.\"}\n");
    Path other = folder.resolve("other.sqlite");
    Engine engine = settings.engine();
    try (Journal journal = Journal.open(other)) {
      journal.put(engine, Map.of("The dog.", new Translation("O cachorro.", "nmt")));
      journal.put(
          new Engine("google-v3", "nmt", "en", "pt-BR", "text/plain"),
          Map.of("The dog.", new Translation("of another engine", "nmt")));
    }
    Path memoryFolder = folder.resolve("memory");
    for (long taken : new long[] {1, 0}) {
      try (Memory memory = new Memory(spark, memoryFolder.toString(), memoryFolder)) {
        assertEquals(taken, memory.take(other, engine));
        memory.fold();
      }
    }
    assertEquals(Map.of("remembered", 1L), run("in.jsonl", "out").states());
    assertEquals("O cachorro.", rows("out").get(0).getAs("translation"));
  }

  @Test
  void memoryIsOfOneRunAtATime() throws IOException {
    Path memoryFolder = folder.resolve("memory");
    try (Memory memory = new Memory(spark, memoryFolder.toString(), memoryFolder)) {
      IOException second =
          assertThrows(
              IOException.class, () -> new Memory(spark, memoryFolder.toString(), memoryFolder));
      assertTrue(second.getMessage().contains("another run"), second.getMessage());
      assertEquals(1, memory.number());
    }
  }

  @Test
  void badInputIsOneSentenceAndSendsNothing() throws IOException {
    long before = emulator.counts().requests();
    Files.writeString(
        folder.resolve("cut.jsonl"), "{\"id\":\"1\",\"text\":\"a\"}\n{\"id\":\"2\",\"te");
    Files.writeString(folder.resolve("notes.txt"), "hello");
    spark.range(3).write().parquet(folder.resolve("no-text.parquet").toString());
    assertRefused("cut.jsonl", "cut.jsonl");
    assertRefused("notes.txt", "neither .jsonl, .json nor .parquet");
    assertRefused("absent.jsonl", "there is no file or folder");
    assertRefused("no-text.parquet", "it needs \"id\"");
    assertEquals(before, emulator.counts().requests());
  }

  private void assertRefused(String in, String words) {
    IOException refused = assertThrows(IOException.class, () -> run(in, "refused"));
    assertTrue(refused.getMessage().contains(words), refused.getMessage());
    assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
    assertTrue(Files.notExists(folder.resolve("refused")));
  }

  private Run run(String in, String out) throws IOException {
    return Run.of(spark, folder, in, out, settings, Run.FREE);
  }

  private List<Row> rows(String out) {
    return spark
        .read()
        .parquet(folder.resolve(out).toString())
        .orderBy("id", "turn", "translation")
        .collectAsList();
  }
}
