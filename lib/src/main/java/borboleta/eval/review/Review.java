package borboleta.eval.review;

import borboleta.eval.Interval;
import borboleta.translate.audit.Pair;
import borboleta.translate.audit.Pairs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * What people found in a sample: how many records have faults of a severity, with 95 % intervals.
 *
 * @param judged records with a judgement
 * @param open records of the sheet without one
 * @param rates one line a severity and a stratum
 * @param penalty MQM's points for 100 records: a minor fault costs 1, a major one 5, a critical one
 *     25
 */
public record Review(int judged, int open, List<Rate> rates, double penalty) {
  static final List<String> COLUMNS =
      List.of("number", "id", "stratum", "severity", "kinds", "note");
  static final Map<String, Integer> POINTS =
      Map.of("ok", 0, "minor", 1, "major", 5, "critical", 25);

  /**
   * How often something was judged so.
   *
   * @param what the severity or stratum, and what of it
   * @param count records
   * @param of records that were judged
   * @param interval Wilson's, of the share
   */
  public record Rate(String what, int count, int of, Interval interval) {
    static Rate of(String what, int count, int of) {
      return new Rate(what, count, of, Interval.wilson(count, of));
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%-34s %4d of %4d  %5.1f %%  (95 %%: %.1f to %.1f)",
          what,
          count,
          of,
          of == 0 ? 0 : 100.0 * count / of,
          100 * interval.low(),
          100 * interval.high());
    }
  }

  /**
   * Reads the answers that a sheet exported.
   *
   * @param pairs the files that the sheet was drawn from
   * @throws IOException when the file is missing, is no such export, or was made for other files
   */
  public static Review read(Path csv, Pairs pairs) throws IOException {
    if (!Files.isRegularFile(csv)) {
      throw new IOException("there is no file of judgements at " + csv);
    }
    Table table = table(csv);
    Map<String, Integer> severities = new TreeMap<>();
    Map<String, int[]> strata = new TreeMap<>();
    Map<String, Integer> kinds = new TreeMap<>();
    int open = 0;
    int points = 0;
    for (Row row : table) {
      String severity = row.getString("severity");
      check(csv, row, pairs);
      if (severity.isEmpty()) {
        open++;
        continue;
      }
      severities.merge(severity, 1, Integer::sum);
      points += POINTS.get(severity);
      int[] stratum = strata.computeIfAbsent(row.getString("stratum"), key -> new int[2]);
      stratum[0]++;
      stratum[1] += POINTS.get(severity) >= POINTS.get("major") ? 1 : 0;
      for (String kind : row.getString("kinds").split(" ")) {
        if (!kind.isEmpty()) {
          kinds.merge(kind, 1, Integer::sum);
        }
      }
    }
    int judged = severities.values().stream().mapToInt(Integer::intValue).sum();
    List<Rate> rates = new ArrayList<>();
    for (String severity : List.of("ok", "minor", "major", "critical")) {
      rates.add(Rate.of(severity, severities.getOrDefault(severity, 0), judged));
    }
    int grave = severities.getOrDefault("major", 0) + severities.getOrDefault("critical", 0);
    rates.add(Rate.of("major or critical", grave, judged));
    strata.forEach(
        (name, counts) -> rates.add(Rate.of("major or critical: " + name, counts[1], counts[0])));
    kinds.forEach((name, count) -> rates.add(Rate.of("faults of " + name, count, judged)));
    return new Review(judged, open, rates, judged == 0 ? 0 : 100.0 * points / judged);
  }

  private static Table table(Path csv) throws IOException {
    Table table;
    try {
      table =
          Table.read()
              .usingOptions(
                  CsvReadOptions.builder(csv.toFile())
                      .columnTypes(name -> ColumnType.STRING)
                      .missingValueIndicator(""));
    } catch (RuntimeException e) {
      throw new IOException(csv + " is no CSV file that the review sheet exported", e);
    }
    if (!table.columnNames().equals(COLUMNS)) {
      throw new IOException(
          "%s should have the columns %s, as the review sheet exports them"
              .formatted(csv, String.join(",", COLUMNS)));
    }
    return table;
  }

  private static void check(Path csv, Row row, Pairs pairs) throws IOException {
    String number = row.getString("number");
    String severity = row.getString("severity");
    if (!severity.isEmpty() && !POINTS.containsKey(severity)) {
      throw new IOException(
          "%s, record %s: there is no severity %s; there are ok, minor, major and critical"
              .formatted(csv, number, severity));
    }
    int index = number.matches("\\d{1,9}") ? Integer.parseInt(number) - 1 : -1;
    Pair pair = index < 0 || index >= pairs.size() ? null : pairs.get(index);
    if (pair == null || !pair.id().equals(row.getString("id"))) {
      throw new IOException(
          "%s judges record %s (id %s), which is not in %s; give the files that the sheet was made of"
              .formatted(csv, number, row.getString("id"), pairs.sourceFile()));
    }
  }

  /** The rate of one severity, stratum or kind, by its name. */
  public Rate rate(String what) {
    return rates.stream()
        .filter(rate -> rate.what().equals(what))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no rate of " + what));
  }

  /** The table for a shell. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    rates.forEach(rate -> text.append(rate).append(System.lineSeparator()));
    return text.append(
            String.format(
                Locale.ROOT,
                "%d records judged, %d still open; MQM penalty %.1f for 100 records",
                judged,
                open,
                penalty))
        .toString();
  }
}
