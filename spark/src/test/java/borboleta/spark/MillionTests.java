package borboleta.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.translate.Packs;
import borboleta.translate.emulator.Counts;
import borboleta.translate.emulator.Emulator;
import borboleta.translate.emulator.WordForWord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million captions on four threads: all come back right, and each different one is paid once. */
class MillionTests {
  private static final int CAPTIONS = Integer.getInteger("borboleta.captions", 1_000_000);
  private static final long SEED = 5;

  @TempDir private Path folder;

  @Test
  void everyCaptionComesBackAndEachDifferentOneIsBilledOnce() throws IOException {
    Captions.write(folder.resolve("in.jsonl"), CAPTIONS, SEED);
    long distinctCharacters = 0;
    Map<String, Integer> distinct = new HashMap<>();
    for (int i = 0; i < CAPTIONS; i++) {
      String text = Captions.text(i, SEED);
      if (distinct.merge(text, 1, Integer::sum) == 1) {
        distinctCharacters += Packs.codePoints(text);
      }
    }
    assertTrue(distinct.size() < 0.6 * CAPTIONS, "repeat as captions do: " + distinct.size());
    try (Emulator emulator =
            Emulator.start(Emulator.Settings.of(new WordForWord()).withQuota(10_000_000_000L));
        SparkSession spark = Session.start("local[4]", Map.of())) {
      long begin = System.nanoTime();
      Run first = Run.of(spark, folder, Run.settings(emulator), Run.FREE);
      double seconds = (System.nanoTime() - begin) / 1e9;
      Counts billed = emulator.counts();
      System.out.printf(
          "MillionTests: %,d captions, %,d different, %,d requests, %.1f s, %,.0f captions a second%n",
          CAPTIONS, distinct.size(), billed.requests(), seconds, CAPTIONS / seconds);
      assertEquals(CAPTIONS, first.estimate().records());
      assertEquals(distinct.size(), first.estimate().newSegments());
      assertEquals(distinct.size(), billed.strings());
      assertEquals(distinctCharacters, billed.characters());
      assertEquals(Map.of("translated", (long) CAPTIONS), first.states());
      assertAllThere(spark, folder.resolve("out"));

      Run again = Run.of(spark, folder, "in.jsonl", "again", Run.settings(emulator), Run.FREE);
      assertEquals(billed.requests(), emulator.counts().requests(), "a second run asks nothing");
      assertEquals(Map.of("remembered", (long) CAPTIONS), again.states());
    }
  }

  private static void assertAllThere(SparkSession spark, Path out) {
    assertEquals(0, Run.wrong(spark, out));
    Row ids =
        spark
            .read()
            .parquet(out.toString())
            .agg(countDistinct(col("id")), min("id"), max("id"))
            .head();
    assertEquals(CAPTIONS, ids.getLong(0));
    assertEquals("000000000", ids.getString(1));
    assertEquals("%09d".formatted(CAPTIONS - 1), ids.getString(2));
  }
}
