package borboleta.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.translate.Allowance;
import borboleta.translate.emulator.Counts;
import borboleta.translate.emulator.Emulator;
import borboleta.translate.emulator.WordForWord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One quota, however many executors: four threads of this process, and at the same time two
 * executors in processes of their own, each job with a service that counts by the minute as
 * Google's does and refuses what is over.
 */
class QuotaTests {
  /**
   * Of about 700,000 characters that 20,000 captions bring, so that they take two minutes' worth.
   */
  private static final long QUOTA = 365_000;

  private static final int CAPTIONS = 20_000;

  @TempDir private Path threads;
  @TempDir private Path executors;

  @Test
  void allExecutorsTogetherKeepTheQuotaAndUseIt() throws Exception {
    Emulator.Settings service = Emulator.Settings.of(new WordForWord()).withQuota(QUOTA);
    try (Emulator one = Emulator.start(service);
        Emulator other = Emulator.start(service);
        SparkSession spark =
            Session.start("local[4]", Map.of("spark.sql.shuffle.partitions", "4"))) {
      Captions.write(threads.resolve("in.jsonl"), CAPTIONS, 8);
      Captions.write(executors.resolve("in.jsonl"), CAPTIONS, 8);
      CompletableFuture<long[]> otherMinutes = CompletableFuture.supplyAsync(() -> minutes(other));
      CompletableFuture<long[]> minutes = CompletableFuture.supplyAsync(() -> minutes(one));
      Process cluster = Child.start(executors, command(other));
      Run run =
          Run.of(
              spark, threads, Run.settings(one), new Allowance(8, QUOTA, Double.POSITIVE_INFINITY));
      assertEquals(Map.of("translated", (long) CAPTIONS), run.states());
      assertKept("local[4]", one, minutes.get(3, TimeUnit.MINUTES));
      assertTrue(cluster.waitFor(3, TimeUnit.MINUTES));
      assertEquals(0, cluster.exitValue(), Child.said(executors));
      assertKept("local-cluster[2,2,1024]", other, otherMinutes.get(3, TimeUnit.MINUTES));
      assertEquals(one.counts().characters(), other.counts().characters());
      assertEquals(0, Run.wrong(spark, executors.resolve("out")));
    }
  }

  private List<String> command(Emulator emulator) {
    return List.of(
        "translate",
        executors.resolve("in.jsonl").toString(),
        executors.resolve("out").toString(),
        "--endpoint",
        emulator.grpcEndpoint(),
        "--quota",
        Long.toString(QUOTA),
        "--master",
        "local-cluster[2,2,1024]",
        "--conf",
        "spark.sql.shuffle.partitions=4");
  }

  /** Characters billed in each of the two minutes from the first request on. */
  private static long[] minutes(Emulator emulator) {
    try {
      while (emulator.counts().requests() == 0) {
        Thread.sleep(20);
      }
      Thread.sleep(TimeUnit.SECONDS.toMillis(60));
      long first = emulator.counts().characters();
      Thread.sleep(TimeUnit.SECONDS.toMillis(15));
      return new long[] {first, emulator.counts().characters() - first};
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertKept(String master, Emulator emulator, long[] minutes)
      throws IOException {
    Counts counts = emulator.counts();
    System.out.printf(
        "QuotaTests: %s, %,d characters in the first minute and %,d after it, of %,d a minute%n",
        master, minutes[0], minutes[1], QUOTA);
    assertEquals(0, counts.quotaRefusals(), "no request came over the quota");
    assertTrue(minutes[0] <= QUOTA && minutes[0] >= 0.95 * QUOTA, master + " " + minutes[0]);
    assertTrue(minutes[1] >= 0.9 * (counts.characters() - QUOTA), master + " " + minutes[1]);
  }
}
