package borboleta.spark;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.stddev;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import borboleta.translate.FixedTerms;
import borboleta.translate.Packs;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a sample of records tells of all of them.
 *
 * @param records of the sample
 * @param characters of prose in a record, on average
 * @param deviation of these, the standard one
 * @param quarterCharacters code points of the different segments in a quarter of the records
 * @param halfCharacters the same in a half of them, which that quarter is in
 * @param distinctCharacters code points of the different segments in all of them
 * @param requestCharacters code points that a request holds on average
 */
record Sample(
    long records,
    double characters,
    double deviation,
    long quarterCharacters,
    long halfCharacters,
    long distinctCharacters,
    double requestCharacters) {
  private static final int PACKED = 100_000;

  /** Assumes so many characters in each of all records, none of which repeats another. */
  static Sample assumed(long records, double characters) {
    long all = Math.round(records * characters);
    double request = Packs.GOOD_CODE_POINTS - characters / 2;
    return new Sample(records, characters, 0, all / 4, all / 2, all, request);
  }

  /** Measures records; a half and a quarter are chosen by chance. */
  static Sample of(SparkSession spark, String in, String column) throws IOException {
    return Spoken.run(() -> measured(spark, in, column));
  }

  private static Sample measured(SparkSession spark, String in, String column) throws IOException {
    Dataset<Row> pieces =
        Texts.of(Texts.records(spark, in, column), column)
            .flatMap(new Cutting(FixedTerms.NONE), Encoders.row(Cutting.SCHEMA))
            .withColumn("size", coalesce(length(col("segment")), lit(0)))
            .cache();
    Row sizes =
        pieces
            .groupBy("row")
            .agg(sum("size").as("size"))
            .agg(count(lit(1)), avg("size"), stddev("size"))
            .head();
    Column chance = pmod(xxhash64(col("row")), lit(4));
    List<String> some =
        pieces
            .where(col("segment").isNotNull())
            .select("segment")
            .distinct()
            .limit(PACKED)
            .as(Encoders.STRING())
            .collectAsList();
    Sample sample =
        new Sample(
            sizes.getLong(0),
            sizes.getDouble(1),
            sizes.getDouble(2),
            distinct(pieces.where(chance.equalTo(0))),
            distinct(pieces.where(chance.leq(1))),
            distinct(pieces),
            some.stream().mapToInt(Packs::codePoints).average().orElse(0)
                * some.size()
                / Packs.of(some).size());
    pieces.unpersist();
    return sample;
  }

  private static long distinct(Dataset<Row> pieces) {
    return pieces.select("segment", "size").distinct().agg(sum("size")).head().getLong(0);
  }
}
