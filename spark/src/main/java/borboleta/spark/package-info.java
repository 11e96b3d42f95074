/**
 * The translation of {@link borboleta.translate} for more records than one machine reads.
 *
 * <p>In: captions or LLaVA records, JSON or Parquet. Out: Parquet, a row for each text, and a
 * memory that the next run begins from.
 *
 * <p>The way of one text: {@link borboleta.spark.Cutting} takes its prose out as segments; equal
 * segments become one; a join with the {@link borboleta.spark.Memory} leaves those that are new;
 * {@link borboleta.spark.Sender} has them translated, wherever it runs, with the leave of the one
 * {@link borboleta.spark.Desk} of the driver, which keeps each answer before it counts; a second
 * join brings the answers back and {@link borboleta.spark.Rejoining} puts the text together.
 */
package borboleta.spark;
