package borboleta.spark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.posexplode_outer;
import static org.apache.spark.sql.functions.struct;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Reads records as texts: one for a caption, one for each turn of a conversation.
 *
 * <p>JSON Lines are read in pieces by all tasks; a JSON array is one task's, whole; Parquet is read
 * in row groups.
 */
final class Texts {
  /** Columns, in the order of {@link #SCHEMA}. */
  static final int ROW = 0;

  static final int TURN = 1;
  static final int ID = 2;
  static final int ROLE = 3;
  static final int ORIGINAL = 4;

  /** A record's number, which only serves to bring a text's segments together again, and a text. */
  static final StructType SCHEMA =
      new StructType()
          .add("row", DataTypes.LongType)
          .add("turn", DataTypes.IntegerType)
          .add("id", DataTypes.StringType)
          .add("role", DataTypes.StringType)
          .add("original", DataTypes.StringType);

  private static final StructType TURNS =
      new StructType().add("from", DataTypes.StringType).add("value", DataTypes.StringType);

  /** Layouts of records. */
  enum Layout {
    JSONL,
    JSON,
    PARQUET
  }

  private Texts() {}

  /**
   * Opens records, each with its number.
   *
   * @param in a file or a folder of files
   * @param column name of the captions' column
   * @throws IOException in one sentence, when there is none or it has no such column
   */
  static Dataset<Row> records(SparkSession spark, String in, String column) throws IOException {
    Layout layout = layout(spark, in);
    Dataset<Row> records =
        layout == Layout.PARQUET
            ? spark.read().parquet(in)
            : spark
                .read()
                .schema(
                    new StructType()
                        .add("id", DataTypes.StringType)
                        .add(column, DataTypes.StringType)
                        .add("conversations", DataTypes.createArrayType(TURNS)))
                .option("multiLine", layout == Layout.JSON)
                .option("mode", "FAILFAST")
                .json(in);
    List<String> columns = Arrays.asList(records.columns());
    if (!columns.contains("id")
        || (!columns.contains(column) && !columns.contains("conversations"))) {
      throw new IOException(
          "%s has the columns %s; it needs \"id\", and \"%s\" or \"conversations\"; name another with --text"
              .formatted(in, columns, column));
    }
    return records.withColumn("row", monotonically_increasing_id());
  }

  /** Takes records apart into texts; a record that has none is one text, null. */
  static Dataset<Row> of(Dataset<Row> records, String column) {
    List<String> columns = Arrays.asList(records.columns());
    Column caption =
        columns.contains(column) ? col(column).cast("string") : lit(null).cast("string");
    Column whole = array(struct(lit(null).cast("string").as("from"), caption.as("value")));
    Column turns =
        columns.contains("conversations")
            ? coalesce(col("conversations").cast(DataTypes.createArrayType(TURNS)), whole)
            : whole;
    return records
        .select(col("row"), col("id").cast("string").as("id"), turns.as("turns"))
        .select(
            col("row"), col("id"), posexplode_outer(col("turns")).as(new String[] {"turn", "t"}))
        .select(
            col("row"),
            coalesce(col("turn"), lit(0)).as("turn"),
            col("id"),
            col("t.from").as("role"),
            col("t.value").as("original"));
  }

  private static Layout layout(SparkSession spark, String in) throws IOException {
    Path path = new Path(in);
    FileSystem files = path.getFileSystem(spark.sessionState().newHadoopConf());
    if (!files.exists(path)) {
      throw new IOException("there is no file or folder of records at " + in);
    }
    RemoteIterator<LocatedFileStatus> all = files.listFiles(path, true);
    while (all.hasNext()) {
      Path file = all.next().getPath();
      String name = file.getName().toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|bz2)$", "");
      if (name.startsWith("_") || name.startsWith(".")) {
        continue;
      }
      if (name.endsWith(".parquet")) {
        return Layout.PARQUET;
      } else if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
        return Layout.JSONL;
      } else if (name.endsWith(".json")) {
        return Layout.JSON;
      }
      throw new IOException(
          "%s is named neither .jsonl, .json nor .parquet (.gz may follow)".formatted(file));
    }
    throw new IOException(in + " holds no files");
  }
}
