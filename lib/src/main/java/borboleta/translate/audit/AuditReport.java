package borboleta.translate.audit;

import borboleta.data.WholeFile;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What an audit found.
 *
 * @param source name of the source file
 * @param translated name of the translated file
 * @param records pairs that were compared, with dropped and surplus ones
 * @param faultyRecords pairs with at least one fault
 * @param checks each check with its figures, in the order of {@link Audit#checks}
 * @param findings the first faults of each check, {@value #FINDINGS_KEPT} at most for one check
 */
public record AuditReport(
    String source,
    String translated,
    long records,
    long faultyRecords,
    List<Outcome> checks,
    List<Finding> findings) {
  /** Findings kept of one check; its count goes on. */
  public static final int FINDINGS_KEPT = 1_000;

  /**
   * One check's figures.
   *
   * @param faults how often it found something
   * @param records in how many records
   */
  public record Outcome(
      String name, String explanation, String example, long faults, long records) {}

  /** All faults of all checks. */
  public long faults() {
    return checks.stream().mapToLong(Outcome::faults).sum();
  }

  /** Whether nothing was found. */
  public boolean clean() {
    return faults() == 0;
  }

  /** The faults that one check found. */
  public long faults(String check) {
    return checks.stream()
        .filter(c -> c.name().equals(check))
        .mapToLong(Outcome::faults)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no check named " + check));
  }

  /** The report for machines. */
  public String toJson() {
    try {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report of strings and numbers is always JSON", e);
    }
  }

  /** The report as one HTML page without anything outside it. */
  public String toHtml() {
    return AuditPage.of(this);
  }

  /** Writes the page. */
  public void writeHtml(Path file) throws IOException {
    WholeFile.write(file, out -> out.write(toHtml()));
  }

  /** The report as a table of lines, for a shell. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Outcome check : checks) {
      text.append(
          "%-16s %s%n"
              .formatted(
                  check.name(),
                  check.faults() == 0
                      ? "ok"
                      : "%s faults in %s records"
                          .formatted(Shown.count(check.faults()), Shown.count(check.records()))));
      findings.stream()
          .filter(f -> f.check().equals(check.name()))
          .limit(3)
          .forEach(
              f ->
                  text.append(
                      "    record %d (id %s), %s: expected %s, found %s%n"
                          .formatted(f.number(), f.record(), f.where(), f.expected(), f.found())));
    }
    text.append(
        "%s of %s records have faults".formatted(Shown.count(faultyRecords), Shown.count(records)));
    return text.toString();
  }

  /** Runs checks over pairs and counts. */
  static final class Builder {
    private final Path source;
    private final Path translated;
    private final List<Check> checks;
    private final long[] faults;
    private final long[] faulty;
    private final List<Finding> findings = new ArrayList<>();
    private long records;
    private long faultyRecords;

    Builder(Path source, Path translated, List<Check> checks) {
      this.source = source;
      this.translated = translated;
      this.checks = checks;
      this.faults = new long[checks.size()];
      this.faulty = new long[checks.size()];
    }

    void add(Pair pair) {
      records++;
      boolean clean = true;
      for (int i = 0; i < faults.length; i++) {
        long before = faults[i];
        check(i, pair);
        if (faults[i] > before) {
          faulty[i]++;
          clean = false;
        }
      }
      faultyRecords += clean ? 0 : 1;
    }

    private void check(int i, Pair pair) {
      long number = pair.source() == null ? pair.translatedNumber() : pair.number();
      Check check = checks.get(i);
      check.check(
          pair,
          (where, expected, found) -> {
            if (faults[i]++ < FINDINGS_KEPT) {
              findings.add(new Finding(check.name(), pair.id(), number, where, expected, found));
            }
          });
    }

    AuditReport build() {
      List<Outcome> outcomes = new ArrayList<>();
      for (int i = 0; i < faults.length; i++) {
        Check check = checks.get(i);
        outcomes.add(
            new Outcome(check.name(), check.explanation(), check.example(), faults[i], faulty[i]));
      }
      return new AuditReport(
          source.getFileName().toString(),
          translated.getFileName().toString(),
          records,
          faultyRecords,
          outcomes,
          List.copyOf(findings));
    }
  }
}
