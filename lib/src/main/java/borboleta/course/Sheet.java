package borboleta.course;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A small table that a cell puts together: a title, columns, rows; the last expression of a cell
 * may be one.
 *
 * <pre>{@code
 * Sheet.of("LLaVA's files", "file", "MB").row("detail_23k.json", 20.5)
 * }</pre>
 */
public final class Sheet {
  private final String title;
  private final List<String> columns;
  private final List<List<Object>> rows = new ArrayList<>();

  private Sheet(String title, List<String> columns) {
    this.title = title;
    this.columns = columns;
  }

  /** Starts a table. */
  public static Sheet of(String title, String... columns) {
    return new Sheet(title, List.of(columns));
  }

  /** Starts a table of two columns and adds a row for each entry, in the map's order. */
  public static Sheet of(String title, String key, String value, Map<?, ?> entries) {
    Sheet sheet = of(title, key, value);
    entries.forEach(sheet::row);
    return sheet;
  }

  /**
   * Adds a row; numbers stand at the right, with the digits that a reader needs.
   *
   * @throws IllegalArgumentException when it has more or fewer cells than the table has columns
   */
  public Sheet row(Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "the row %s has %d cells, the table \"%s\" has %d columns"
              .formatted(Arrays.toString(cells), cells.length, title, columns.size()));
    }
    rows.add(Arrays.asList(cells));
    return this;
  }

  /** The table of class "borboleta". */
  String html() {
    StringBuilder html = new StringBuilder("<table class=\"borboleta\"><caption>");
    html.append(Html.escape(title)).append("</caption><thead><tr>");
    for (int i = 0; i < columns.size(); i++) {
      html.append(cell("th", i, columns.get(i)));
    }
    html.append("</tr></thead><tbody>");
    for (List<Object> row : rows) {
      html.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        html.append(cell("td", i, text(row.get(i))));
      }
      html.append("</tr>");
    }
    return html.append("</tbody></table>").toString();
  }

  private String cell(String tag, int column, String text) {
    boolean numbers = rows.stream().allMatch(row -> row.get(column) instanceof Number);
    return "<%1$s style=\"text-align:%2$s\">%3$s</%1$s>"
        .formatted(tag, numbers && !rows.isEmpty() ? "right" : "left", Html.escape(text));
  }

  private static String text(Object value) {
    if (value instanceof Number number) {
      return TableHtml.number(number.doubleValue());
    }
    return value == null ? "" : value.toString();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(title).append(": ").append(String.join(", ", columns));
    for (List<Object> row : rows) {
      text.append('\n').append(String.join(" | ", row.stream().map(Sheet::text).toList()));
    }
    return text.toString();
  }
}
