package borboleta.spark;

import static org.apache.spark.sql.functions.col;

import borboleta.translate.Engine;
import borboleta.translate.Journal;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What was translated, in any run: Parquet parts, which a join reads, and the journal of what came
 * since the last part.
 *
 * <p>An answer is in the journal before it counts. A journal becomes a part of the same number,
 * written beside and renamed, and then goes; a run that is killed between the two finds the part
 * and drops the journal, and one killed before finds the journal and makes the part. So each
 * segment is in the memory once, or not yet asked for.
 */
final class Memory implements Closeable {
  private static final int PAGE = 50_000;
  private static final StructType SCHEMA =
      new StructType()
          .add("engine", DataTypes.StringType)
          .add("model", DataTypes.StringType)
          .add("source", DataTypes.StringType)
          .add("target", DataTypes.StringType)
          .add("settings", DataTypes.StringType)
          .add("segment", DataTypes.StringType)
          .add("translation", DataTypes.StringType)
          .add("answered_by", DataTypes.StringType);

  private final SparkSession spark;
  private final org.apache.hadoop.fs.Path parts;
  private final FileSystem files;
  private final Path journals;
  private final FileChannel lock;
  private volatile Journal journal;
  private int number;

  /**
   * Opens a memory, or begins one; what an earlier run left in a journal becomes a part.
   *
   * @param folder of the parts, where the driver and all executors see it
   * @param journals folder of the journal, on a disk of the driver
   * @throws IOException in one sentence, when another run has it open
   */
  Memory(SparkSession spark, String folder, Path journals) throws IOException {
    this.spark = spark;
    this.parts = new org.apache.hadoop.fs.Path(folder, "parts");
    this.files = parts.getFileSystem(spark.sessionState().newHadoopConf());
    this.journals = Files.createDirectories(journals);
    this.lock =
        FileChannel.open(
            journals.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!locked(lock)) {
      lock.close();
      throw new IOException(
          "another run has the memory %s open; wait for its end".formatted(journals));
    }
    try {
      for (Path left : left()) {
        fold(left);
      }
      number = parts().stream().mapToInt(Memory::number).max().orElse(0) + 1;
      journal = Journal.open(file(number));
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock held = channel.tryLock();
      return held != null;
    } catch (OverlappingFileLockException ours) {
      return false;
    }
  }

  /** Where answers are kept until the next {@link #fold}. */
  Journal journal() {
    return journal;
  }

  /** Number of the part that the journal will become: all parts from it on are of this run. */
  int number() {
    return number;
  }

  /**
   * Segments and their translations by an engine, from the parts whose numbers lie between {@code
   * from} and {@code to}, both included; each segment once.
   */
  Dataset<Row> known(Engine engine, int from, int to) throws IOException {
    String[] chosen =
        parts().stream()
            .filter(part -> number(part) >= from && number(part) <= to)
            .map(org.apache.hadoop.fs.Path::toString)
            .toArray(String[]::new);
    Dataset<Row> rows =
        chosen.length == 0
            ? spark.createDataFrame(List.of(), SCHEMA)
            : spark.read().schema(SCHEMA).parquet(chosen);
    return rows.where(
            col("engine")
                .equalTo(engine.name())
                .and(col("model").equalTo(engine.model()))
                .and(col("source").equalTo(engine.source()))
                .and(col("target").equalTo(engine.target()))
                .and(col("settings").equalTo(engine.settings())))
        .select("segment", "translation");
  }

  /** Makes a part of the journal, and begins another journal. */
  void fold() throws IOException {
    if (journal.size() == 0) {
      return;
    }
    journal.close();
    fold(file(number));
    number++;
    journal = Journal.open(file(number));
  }

  /**
   * Takes over what another journal holds and this memory does not, for example one of {@code
   * borboleta translate}.
   *
   * @return segments taken over
   */
  long take(Path other, Engine engine) throws IOException {
    if (!Files.isRegularFile(other)) {
      throw new IOException("there is no translation journal at " + other);
    }
    Dataset<Row> known = known(engine, 0, number).select("segment").cache();
    long taken = 0;
    try (Journal from = Journal.open(other)) {
      long after = 0;
      for (List<Journal.Entry> page = from.page(after, PAGE);
          !page.isEmpty();
          page = from.page(after, PAGE)) {
        after = page.get(page.size() - 1).number();
        taken += take(page.stream().filter(e -> e.engine().equals(engine)).toList(), known);
      }
    }
    known.unpersist();
    return taken;
  }

  private long take(List<Journal.Entry> entries, Dataset<Row> known) throws IOException {
    java.util.Map<String, borboleta.translate.Translation> fresh = new java.util.LinkedHashMap<>();
    entries.forEach(e -> fresh.put(e.segment(), e.translation()));
    StructType one = new StructType().add("segment", DataTypes.StringType);
    List<Row> asked = fresh.keySet().stream().map(RowFactory::create).toList();
    spark
        .createDataFrame(asked, one)
        .join(known, "segment")
        .collectAsList()
        .forEach(row -> fresh.remove(row.getString(0)));
    if (!fresh.isEmpty()) {
      journal.put(entries.get(0).engine(), fresh);
    }
    return fresh.size();
  }

  private void fold(Path file) throws IOException {
    int number = number(new org.apache.hadoop.fs.Path(file.toUri()));
    org.apache.hadoop.fs.Path part = new org.apache.hadoop.fs.Path(parts, name(number));
    if (!files.exists(part)) {
      write(file, part);
    }
    for (String ending : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(Path.of(file + ending));
    }
  }

  private void write(Path file, org.apache.hadoop.fs.Path part) throws IOException {
    org.apache.hadoop.fs.Path beside = part.suffix(".partial");
    files.delete(beside, true);
    boolean empty = true;
    try (Journal from = Journal.open(file)) {
      long after = 0;
      for (List<Journal.Entry> page = from.page(after, PAGE);
          !page.isEmpty();
          page = from.page(after, PAGE)) {
        after = page.get(page.size() - 1).number();
        List<Row> rows = page.stream().map(Memory::row).toList();
        spark
            .createDataFrame(rows, SCHEMA)
            .coalesce(1)
            .write()
            .mode(SaveMode.Append)
            .parquet(beside.toString());
        empty = false;
      }
    }
    if (!empty && !files.rename(beside, part)) {
      throw new IOException(
          "cannot rename %s to %s; is the disk writable?".formatted(beside, part));
    }
  }

  private static Row row(Journal.Entry entry) {
    Engine engine = entry.engine();
    return RowFactory.create(
        engine.name(),
        engine.model(),
        engine.source(),
        engine.target(),
        engine.settings(),
        entry.segment(),
        entry.translation().text(),
        entry.translation().model());
  }

  private List<org.apache.hadoop.fs.Path> parts() throws IOException {
    List<org.apache.hadoop.fs.Path> found = new ArrayList<>();
    if (files.exists(parts)) {
      for (FileStatus part : files.listStatus(parts)) {
        if (part.getPath().getName().matches("part-\\d{6}")) {
          found.add(part.getPath());
        }
      }
    }
    found.sort(null);
    return found;
  }

  /** Journals of earlier runs, oldest first. */
  private List<Path> left() throws IOException {
    try (Stream<Path> inside = Files.list(journals)) {
      return inside
          .filter(file -> file.getFileName().toString().matches("part-\\d{6}\\.sqlite"))
          .sorted()
          .toList();
    }
  }

  private Path file(int number) {
    return journals.resolve(name(number) + ".sqlite");
  }

  private static String name(int number) {
    return "part-%06d".formatted(number);
  }

  private static int number(org.apache.hadoop.fs.Path part) {
    return Integer.parseInt(part.getName().substring(5, 11));
  }

  @Override
  public void close() throws IOException {
    try {
      boolean unused = journal.size() == 0;
      journal.close();
      if (unused) {
        Files.deleteIfExists(file(number));
      }
    } finally {
      lock.close();
    }
  }
}
