package borboleta.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import borboleta.data.Progress;
import borboleta.translate.Allowance;
import borboleta.translate.Estimate;
import borboleta.translate.FixedTerms;
import borboleta.translate.GoogleSettings;
import borboleta.translate.Meter;
import borboleta.translate.Price;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * The job: what its records say, which of it is new, the new part translated and kept, and
 * everything written.
 */
final class TranslateJob implements AutoCloseable {
  /** Segments between two parts of the memory: what the journal grows to at most. */
  private static final long ROUND = 20_000_000;

  private static final long CHARACTERS_A_TASK = 2_000_000;
  private static final long FEWEST_CHARACTERS_A_TASK = 20_000;
  private static final long REPORT_MILLIS = 200;

  /**
   * What is translated, and how.
   *
   * @param in file or folder of records
   * @param column name of the captions' column
   * @param limit records taken, 0 for all
   * @param share of the records taken, by chance with seed 1; 1 for all
   */
  record Order(String in, String column, int limit, double share, FixedTerms terms) {}

  private static final Column SAME =
      col("hash").equalTo(col("key_hash")).and(col("segment").equalTo(col("key")));

  private static final StructType BOOK =
      new StructType()
          .add("segment", DataTypes.StringType)
          .add("translation", DataTypes.StringType)
          .add("fresh", DataTypes.BooleanType)
          .add("reason", DataTypes.StringType);

  private final SparkSession spark;
  private final Memory memory;
  private final GoogleSettings settings;
  private final Order order;
  private final Dataset<Row> records;
  private final Dataset<Row> pieces;
  // Distinct segments, how often each is there, and whether the memory has it.
  private final Dataset<Row> ledger;
  private final int firstFresh;
  private Map<String, String> refused = Map.of();
  private volatile Meter meter = Meter.ZERO;

  TranslateJob(SparkSession spark, Memory memory, GoogleSettings settings, Order order)
      throws IOException {
    this.spark = spark;
    this.memory = memory;
    this.settings = settings;
    this.order = order;
    Dataset<Row> all = Texts.records(spark, order.in(), order.column());
    // By their numbers, so that every pass takes the same.
    Dataset<Row> some = order.limit() > 0 ? all.orderBy("row").limit(order.limit()) : all;
    this.records = order.share() < 1 ? some.sample(false, order.share(), 1) : some;
    this.pieces =
        Texts.of(records, order.column())
            .flatMap(new Cutting(order.terms()), Encoders.row(Cutting.SCHEMA))
            .withColumn("hash", xxhash64(col("segment")));
    this.firstFresh = memory.number();
    Dataset<Row> known = keyed(memory.known(settings.engine(), 0, firstFresh - 1));
    this.ledger =
        pieces
            .where(col("segment").isNotNull())
            .groupBy("hash", "segment")
            .agg(count(lit(1)).as("n"))
            .join(known, SAME, "left")
            .select(col("hash"), col("segment"), col("n"), col("key").isNotNull().as("known"))
            .persist(StorageLevel.DISK_ONLY());
  }

  /**
   * Counts what the records hold and what is new; sends nothing.
   *
   * @throws IOException in one sentence, when they cannot be read
   */
  Estimate estimate() throws IOException {
    return Spoken.run(this::counted);
  }

  private Estimate counted() {
    Row row =
        ledger
            .agg(
                sum("n"),
                sum(col("n").multiply(length(col("segment")))),
                count(lit(1)),
                sum(length(col("segment"))),
                sum(when(col("known"), 0).otherwise(1)),
                sum(when(col("known"), 0).otherwise(length(col("segment")))))
            .head();
    long[] figures = new long[row.size()];
    for (int i = 0; i < figures.length; i++) {
      figures[i] = row.isNullAt(i) ? 0 : row.getLong(i);
    }
    return new Estimate(
        records.count(), figures[0], figures[1], figures[2], figures[3], figures[4], figures[5]);
  }

  /**
   * Translates what is new.
   *
   * @param progress hears characters, of those that are new
   * @throws IOException in one sentence, when the service ends the run or money does not reach;
   *     what was answered is in the memory
   */
  Meter send(Allowance allowance, Estimate estimate, Progress progress) throws IOException {
    Desk desk = new Desk(memory::journal, settings.engine(), allowance, Price.of(settings.model()));
    DeskPlugin.open(desk);
    try {
      long rounds = (estimate.newSegments() + ROUND - 1) / ROUND;
      for (long round = 0; round < rounds; round++) {
        ask(round, rounds, estimate, allowance, desk, progress);
        memory.fold();
      }
    } finally {
      meter = desk.meter();
      DeskPlugin.open(null);
    }
    refused = desk.refused();
    return meter;
  }

  /** The figures of the run so far. */
  Meter meter() {
    return meter;
  }

  private void ask(
      long round, long rounds, Estimate estimate, Allowance allowance, Desk desk, Progress progress)
      throws IOException {
    int slots = spark.sparkContext().defaultParallelism();
    long characters = estimate.newCharacters() / rounds;
    long tasks = Math.max(4L * slots, characters / CHARACTERS_A_TASK);
    tasks = Math.max(1, Math.min(tasks, characters / FEWEST_CHARACTERS_A_TASK));
    int atOnce = (int) Math.min(slots, tasks);
    int calls = (allowance.calls() + atOnce - 1) / atOnce;
    Dataset<Row> fresh =
        ledger
            .where(col("known").equalTo(false))
            .where(pmod(col("hash"), lit(rounds)).equalTo(round))
            .repartition((int) tasks, col("hash"))
            .select("segment");
    Sender sender = new Sender(settings, calls);
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(() -> fresh.foreachPartition(sender));
    try {
      while (true) {
        try {
          sending.get(REPORT_MILLIS, TimeUnit.MILLISECONDS);
          return;
        } catch (TimeoutException underWay) {
          meter = desk.meter();
          progress.update(meter.sentCharacters(), estimate.newCharacters(), "characters");
        }
      }
    } catch (ExecutionException e) {
      throw failure(desk, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the job was interrupted; run the same command again", e);
    }
  }

  /** What is still under way is paid for: its answers are awaited before anything is closed. */
  private IOException failure(Desk desk, ExecutionException e) throws IOException {
    try {
      desk.awaitHolders(settings.patience().call().plus(Duration.ofSeconds(5)));
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
    String trouble = desk.lastTrouble();
    return new IOException(trouble != null ? trouble : Spoken.sentence(e.getCause()), e);
  }

  /**
   * Tells before long work whether {@link #write} would refuse.
   *
   * @throws IOException when there is something of that name
   */
  static void refuseToReplace(SparkSession spark, String out) throws IOException {
    Path folder = new Path(out);
    if (folder.getFileSystem(spark.sessionState().newHadoopConf()).exists(folder)) {
      throw new IOException(out + " is already there; delete it or choose another folder");
    }
  }

  /**
   * Writes every text to a folder of Parquet files, which appears when it is complete.
   *
   * @return how many texts are in each state
   */
  Map<String, Long> write(String out) throws IOException {
    return Spoken.run(() -> written(out));
  }

  private Map<String, Long> written(String out) throws IOException {
    List<Row> reasons = new ArrayList<>();
    refused.forEach(
        (segment, reason) -> reasons.add(RowFactory.create(segment, null, null, reason)));
    Dataset<Row> book =
        known(0, firstFresh - 1, false)
            .union(known(firstFresh, memory.number(), true))
            .union(spark.createDataFrame(reasons, BOOK));
    Dataset<Row> texts =
        pieces
            .join(keyed(book), SAME, "left")
            .drop("hash", "key_hash", "key")
            .repartition(col("row"))
            .sortWithinPartitions("row", "turn", "at")
            .mapPartitions(new Rejoining(order.terms()), Encoders.row(Rejoining.SCHEMA));
    Path whole = new Path(out);
    Path beside = whole.suffix(".partial");
    FileSystem files = whole.getFileSystem(spark.sessionState().newHadoopConf());
    texts.write().mode(SaveMode.Overwrite).parquet(beside.toString());
    if (!files.rename(beside, whole)) {
      throw new IOException("cannot rename %s to %s".formatted(beside, whole));
    }
    Map<String, Long> states = new TreeMap<>();
    for (Row row : spark.read().parquet(out).groupBy("state").count().collectAsList()) {
      states.put(row.getString(0), row.getLong(1));
    }
    return states;
  }

  /** Names segments as keys: a join sorts by their hashes, in which captions differ early. */
  private static Dataset<Row> keyed(Dataset<Row> segments) {
    return segments
        .withColumnRenamed("segment", "key")
        .withColumn("key_hash", xxhash64(col("key")));
  }

  private Dataset<Row> known(int from, int to, boolean fresh) throws IOException {
    return memory
        .known(settings.engine(), from, to)
        .withColumn("fresh", lit(fresh))
        .withColumn("reason", lit(null).cast("string"));
  }

  @Override
  public void close() {
    ledger.unpersist();
  }
}
