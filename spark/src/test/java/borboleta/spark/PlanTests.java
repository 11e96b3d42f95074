package borboleta.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.translate.Packs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sample says of the whole, beside the whole. */
class PlanTests {
  private static final int ALL = 60_000;
  private static final long SEED = 3;

  @TempDir private Path folder;

  @Test
  void wholeLiesInTheRangesOfItsSample() throws IOException {
    Captions.write(folder.resolve("all.jsonl"), ALL, SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    List<String> sampled =
        Files.readAllLines(folder.resolve("all.jsonl")).stream()
            .filter(line -> random.nextInt(10) == 0)
            .toList();
    Files.write(folder.resolve("sample.jsonl"), sampled);
    try (SparkSession spark =
        Session.start("local[2]", Map.of("spark.sql.shuffle.partitions", "2"))) {
      Sample sample = Sample.of(spark, folder.resolve("sample.jsonl").toString(), "text");
      Plan plan = new Plan(sample, ALL, 6_000_000);
      assertEquals(sampled.size(), sample.records());
      assertTrue(sample.requestCharacters() > 4_800 && sample.requestCharacters() <= 5_000);
      long characters =
          IntStream.range(0, ALL).mapToLong(i -> Packs.codePoints(Captions.text(i, SEED))).sum();
      long distinct =
          IntStream.range(0, ALL)
              .mapToObj(i -> Captions.text(i, SEED))
              .distinct()
              .mapToLong(Packs::codePoints)
              .sum();
      assertIn(plan.characters(), (double) characters);
      assertIn(plan.distinct(), (double) distinct);
      assertTrue(plan.distinct().high() < plan.characters().low(), plan.toString());
    }
  }

  @Test
  void figuresFollowFromTheCharacters() {
    Plan plan = new Plan(Sample.assumed(600_000_000, 60), 600_000_000, 6_000_000);
    assertEquals(36e9, plan.characters().low(), 1);
    assertEquals(36e9, plan.distinct().high(), 1);
    assertEquals(36e9, plan.distinct().low(), 1);
    assertEquals(36e9 / 4_970, plan.requests().high(), 1);
    assertEquals(100, plan.hours().high(), 1e-6);
    assertEquals(720_000, plan.dollars().get("nmt").high(), 1);
    assertEquals(810_000, plan.dollars().get("translation-llm").high(), 1);
    assertEquals(360, plan.batchJobs().low(), 1);
  }

  private static void assertIn(Plan.Range range, double figure) {
    assertTrue(range.low() <= figure && figure <= range.high(), range + " without " + figure);
  }
}
