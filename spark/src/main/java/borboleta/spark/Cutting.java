package borboleta.spark;

import borboleta.translate.FixedTerms;
import borboleta.translate.Protection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Takes a text apart into the segments that are translated: a row for each, the first of which
 * carries the text too. A text without prose has one row, without a segment.
 */
final class Cutting implements FlatMapFunction<Row, Row> {
  /** Where a row belongs, a text, and its segment number {@code at} in its normal form. */
  static final StructType SCHEMA =
      Texts.SCHEMA.add("at", DataTypes.IntegerType).add("segment", DataTypes.StringType);

  /** Column of the segment's number, and of the segment. */
  static final int AT = Texts.SCHEMA.size();

  static final int SEGMENT = AT + 1;

  private final FixedTerms terms;

  Cutting(FixedTerms terms) {
    this.terms = terms;
  }

  @Override
  public Iterator<Row> call(Row text) {
    String original = text.getString(Texts.ORIGINAL);
    List<String> segments =
        original == null
            ? List.of()
            : Protection.cut(original, terms).prose().map(Normal::of).toList();
    List<Row> rows = new ArrayList<>(Math.max(1, segments.size()));
    for (int at = 0; at == 0 || at < segments.size(); at++) {
      Object[] row = new Object[SCHEMA.size()];
      row[Texts.ROW] = text.get(Texts.ROW);
      row[Texts.TURN] = text.get(Texts.TURN);
      if (at == 0) {
        row[Texts.ID] = text.get(Texts.ID);
        row[Texts.ROLE] = text.get(Texts.ROLE);
        row[Texts.ORIGINAL] = original;
      }
      row[AT] = at;
      row[SEGMENT] = at < segments.size() ? segments.get(at) : null;
      rows.add(RowFactory.create(row));
    }
    return rows.iterator();
  }
}
