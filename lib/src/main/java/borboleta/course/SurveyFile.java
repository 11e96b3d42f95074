package borboleta.course;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/** The survey's file: text in every column, read as dates, sizes and figures. */
final class SurveyFile {
  private static final String RESOURCE = "/borboleta/mllm_architectures.csv";
  private static final Pattern SIZE = Pattern.compile("([0-9.]+)([BM])(?![/0-9]).*");

  private SurveyFile() {}

  /**
   * Reads the file that the library carries.
   *
   * @param benchmarks columns of figures
   */
  static Table read(List<String> benchmarks) {
    try (InputStream in = SurveyFile.class.getResourceAsStream(RESOURCE)) {
      CsvReadOptions options =
          CsvReadOptions.builder(new InputStreamReader(in, StandardCharsets.UTF_8))
              .columnTypes(name -> ColumnType.STRING)
              .tableName("")
              .build();
      return typed(Table.read().usingOptions(options), benchmarks);
    } catch (IOException e) {
      throw new UncheckedIOException("the survey " + RESOURCE + " could not be read", e);
    }
  }

  private static Table typed(Table text, List<String> benchmarks) {
    Table table = Table.create("");
    for (String name : text.columnNames()) {
      StringColumn column = text.stringColumn(name);
      if (name.equals("date")) {
        table.addColumns(dates(column), known(column));
      } else if (name.equals("params")) {
        table.addColumns(column, billions(column));
      } else if (benchmarks.contains(name)) {
        table.addColumns(numbers(column));
      } else {
        table.addColumns(column);
      }
    }
    return table;
  }

  private static DateColumn dates(StringColumn text) {
    DateColumn dates = DateColumn.create("date");
    for (String date : text) {
      if (date.isBlank()) {
        dates.appendMissing();
      } else {
        dates.append(date.length() == 7 ? YearMonth.parse(date).atDay(1) : LocalDate.parse(date));
      }
    }
    return dates;
  }

  private static StringColumn known(StringColumn text) {
    StringColumn known = StringColumn.create("date_known");
    for (String date : text) {
      known.append(date.isBlank() ? "" : date.length() == 7 ? "month" : "day");
    }
    return known;
  }

  /** Reads sizes such as 7B, 222M or 2,882,351,680; a list of sizes stays missing. */
  private static DoubleColumn billions(StringColumn text) {
    DoubleColumn billions = DoubleColumn.create("params_billion");
    for (String size : text) {
      Matcher match = SIZE.matcher(size);
      if (match.matches()) {
        double number = Double.parseDouble(match.group(1));
        billions.append(match.group(2).equals("B") ? number : number / 1000);
      } else if (size.matches("[0-9,]{10,}")) {
        billions.append(Double.parseDouble(size.replace(",", "")) / 1e9);
      } else {
        billions.appendMissing();
      }
    }
    return billions;
  }

  private static DoubleColumn numbers(StringColumn text) {
    DoubleColumn numbers = DoubleColumn.create(text.name());
    for (String number : text) {
      if (number.isBlank()) {
        numbers.appendMissing();
      } else {
        numbers.append(Double.parseDouble(number));
      }
    }
    return numbers;
  }
}
