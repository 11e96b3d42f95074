package borboleta.spark;

import borboleta.translate.FixedTerms;
import borboleta.translate.Protection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Puts texts together again from their segments' translations, which come in order. */
final class Rejoining implements MapPartitionsFunction<Row, Row> {
  /** What is written of each text. */
  static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("turn", DataTypes.IntegerType)
          .add("role", DataTypes.StringType)
          .add("original", DataTypes.StringType)
          .add("translation", DataTypes.StringType)
          .add("state", DataTypes.StringType)
          .add("reason", DataTypes.StringType);

  /** What became of a text; written in lower case. */
  enum State {
    /** At least one of its segments was translated by this run. */
    TRANSLATED,
    /** All its segments were in the memory before. */
    REMEMBERED,
    /** It has nothing to translate, and stays as it is. */
    KEPT,
    /** It has no translation, for the reason beside. */
    FAILED;

    String written() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private static final int TRANSLATION = Cutting.SCHEMA.size();
  private static final int FRESH = TRANSLATION + 1;
  private static final int REASON = TRANSLATION + 2;

  private final FixedTerms terms;

  Rejoining(FixedTerms terms) {
    this.terms = terms;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new Iterator<>() {
      private Row next = rows.hasNext() ? rows.next() : null;

      @Override
      public boolean hasNext() {
        return next != null;
      }

      @Override
      public Row next() {
        if (next == null) {
          throw new NoSuchElementException();
        }
        Row first = next;
        List<Row> segments = new ArrayList<>(2);
        do {
          segments.add(next);
          next = rows.hasNext() ? rows.next() : null;
        } while (next != null
            && next.getLong(Texts.ROW) == first.getLong(Texts.ROW)
            && next.getInt(Texts.TURN) == first.getInt(Texts.TURN));
        return text(first, segments);
      }
    };
  }

  private Row text(Row first, List<Row> segments) {
    String original = first.getString(Texts.ORIGINAL);
    if (original == null) {
      return written(first, null, State.FAILED, "the record has no text");
    }
    boolean fresh = false;
    List<String> translations = new ArrayList<>(segments.size());
    for (Row segment : segments) {
      if (segment.isNullAt(Cutting.SEGMENT)) {
        continue;
      }
      if (segment.isNullAt(TRANSLATION)) {
        return written(first, null, State.FAILED, reason(segment));
      }
      fresh |= segment.getBoolean(FRESH);
      translations.add(segment.getString(TRANSLATION));
    }
    Iterator<String> one = translations.iterator();
    String translation = Protection.cut(original, terms).join(segment -> one.next());
    State state = translations.isEmpty() ? State.KEPT : fresh ? State.TRANSLATED : State.REMEMBERED;
    return written(first, translation, state, null);
  }

  private static String reason(Row segment) {
    return segment.isNullAt(REASON)
        ? "the record was another when the job began; run the same command again"
        : segment.getString(REASON);
  }

  private static Row written(Row first, String translation, State state, String reason) {
    return RowFactory.create(
        first.get(Texts.ID),
        first.get(Texts.TURN),
        first.get(Texts.ROLE),
        first.get(Texts.ORIGINAL),
        translation,
        state.written(),
        reason);
  }
}
