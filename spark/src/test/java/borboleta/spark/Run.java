package borboleta.spark;

import borboleta.data.Progress;
import borboleta.translate.Allowance;
import borboleta.translate.Estimate;
import borboleta.translate.FixedTerms;
import borboleta.translate.GoogleSettings;
import borboleta.translate.Meter;
import borboleta.translate.Patience;
import borboleta.translate.Protection;
import borboleta.translate.emulator.Emulator;
import borboleta.translate.emulator.WordForWord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One run of the job, and what came out of it.
 *
 * @param estimate what was counted before anything was sent
 * @param meter what was sent
 * @param states how many texts are in each state
 */
record Run(Estimate estimate, Meter meter, Map<String, Long> states) {
  /** An allowance that holds nothing back. */
  static final Allowance FREE = new Allowance(8, 10_000_000_000L, Double.POSITIVE_INFINITY);

  /** Waits of milliseconds where Google's are of seconds. */
  static final Patience BRISK =
      new Patience(12, Duration.ofMillis(5), Duration.ofMillis(400), Duration.ofSeconds(3));

  static GoogleSettings settings(Emulator emulator) {
    return GoogleSettings.cloud("spark").withEndpoint(emulator.grpcEndpoint()).withPatience(BRISK);
  }

  /** Translates in a folder: its memory, and the file or folder {@code in} to {@code out}. */
  static Run of(SparkSession spark, Path folder, GoogleSettings settings, Allowance allowance)
      throws IOException {
    return of(spark, folder, "in.jsonl", "out", settings, allowance);
  }

  static Run of(
      SparkSession spark,
      Path folder,
      String in,
      String out,
      GoogleSettings settings,
      Allowance allowance)
      throws IOException {
    Path memoryFolder = folder.resolve("memory");
    TranslateJob.Order order =
        new TranslateJob.Order(folder.resolve(in).toString(), "text", 0, 1, FixedTerms.NONE);
    try (Memory memory = new Memory(spark, memoryFolder.toString(), memoryFolder);
        TranslateJob job = new TranslateJob(spark, memory, settings, order)) {
      Estimate estimate = job.estimate();
      Meter meter = job.send(allowance, estimate, Progress.NONE);
      return new Run(estimate, meter, job.write(folder.resolve(out).toString()));
    }
  }

  /** Translates a text as the emulator does. */
  static String expected(WordForWord words, String original) {
    return Protection.cut(original).join(s -> words.say(Normal.of(s)).orElseThrow());
  }

  /** Counts the texts of a folder whose translation is not the one that belongs to them. */
  static long wrong(SparkSession spark, Path out) {
    Dataset<Row> rows = spark.read().parquet(out.toString()).select("original", "translation");
    MapPartitionsFunction<Row, Long> check = Run::wrong;
    return rows.mapPartitions(check, Encoders.LONG()).collectAsList().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private static Iterator<Long> wrong(Iterator<Row> rows) {
    WordForWord words = new WordForWord();
    long wrong = 0;
    while (rows.hasNext()) {
      Row row = rows.next();
      wrong += expected(words, row.getString(0)).equals(row.getString(1)) ? 0 : 1;
    }
    return List.of(wrong).iterator();
  }
}
