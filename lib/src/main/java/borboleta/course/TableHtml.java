package borboleta.course;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Writes a Tablesaw table as an HTML table: numbers to the right, nothing where a cell is empty.
 */
final class TableHtml {
  /** A longer table shows this many rows and says how many there are. */
  static final int MOST_ROWS = 40;

  private TableHtml() {}

  static String of(Table table) {
    StringBuilder html = new StringBuilder("<table class=\"borboleta\">");
    if (table.name() != null && !table.name().isBlank()) {
      html.append("<caption>").append(Html.escape(table.name())).append("</caption>");
    }
    html.append("<thead><tr>");
    for (Column<?> column : table.columns()) {
      html.append(open("th", column)).append(Html.escape(column.name())).append("</th>");
    }
    html.append("</tr></thead><tbody>");
    int rows = Math.min(MOST_ROWS, table.rowCount());
    for (int row = 0; row < rows; row++) {
      html.append("<tr>");
      for (Column<?> column : table.columns()) {
        html.append(open("td", column)).append(Html.escape(cell(column, row))).append("</td>");
      }
      html.append("</tr>");
    }
    html.append("</tbody></table>");
    if (rows < table.rowCount()) {
      html.append("<p>The first %d of %,d rows.</p>".formatted(rows, table.rowCount()));
    }
    return html.toString();
  }

  /** What a reader without HTML sees: the size and the columns. */
  static String words(Table table) {
    return "table of %,d rows: %s"
        .formatted(table.rowCount(), String.join(", ", table.columnNames()));
  }

  private static String open(String tag, Column<?> column) {
    String side = column instanceof NumericColumn ? "right" : "left";
    return "<%s style=\"text-align:%s\">".formatted(tag, side);
  }

  private static String cell(Column<?> column, int row) {
    if (column.isMissing(row)) {
      return "";
    }
    if (column.type().equals(ColumnType.DOUBLE) || column.type().equals(ColumnType.FLOAT)) {
      return number(((Number) column.get(row)).doubleValue());
    }
    return column.getString(row);
  }

  /** Writes a number with the digits that a reader needs: 4 significant ones below 1,000. */
  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return format("#,##0").format(value);
    }
    double size = Math.abs(value);
    if (size < 1e-3) {
      return format("0.##E0").format(value);
    }
    return format(size < 1 ? "0.####" : size < 100 ? "0.###" : "#,##0.#").format(value);
  }

  private static DecimalFormat format(String pattern) {
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
  }
}
