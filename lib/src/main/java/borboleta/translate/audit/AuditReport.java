package borboleta.translate.audit;

import borboleta.data.WholeFile;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an audit found.
 *
 * @param source name of the source file
 * @param translated name of the translated file
 * @param records pairs that were compared, with dropped and surplus ones
 * @param faultyRecords pairs with at least one fault
 * @param checks each check with its figures, in the order of {@link Audit#checks}
 * @param findings the first faults of each check, {@value #FINDINGS_KEPT} at most for one check
 * @param worst the records with the most faults, {@value #WORST_KEPT} at most
 * @param spread records with faults in each sixtieth of the file
 * @param measured recall and false alarms of each check, where they were measured
 * @param mended what a fix mended, where one was made
 * @param grammar what LanguageTool says about a sample, or null where it was not asked
 */
public record AuditReport(
    String source,
    String translated,
    long records,
    long faultyRecords,
    List<Outcome> checks,
    List<Finding> findings,
    List<Worst> worst,
    long[] spread,
    List<CheckRates> measured,
    List<Mended> mended,
    GrammarSample grammar) {
  /** Records with the most faults that are kept whole. */
  public static final int WORST_KEPT = 50;

  private static final int PARTS = 60;

  /** Findings kept of one check; its count goes on. */
  public static final int FINDINGS_KEPT = 5_000;

  /**
   * One check's figures.
   *
   * @param faults how often it found something
   * @param records in how many records
   */
  public record Outcome(
      String name, String explanation, String example, long faults, long records) {}

  /** The same report with what was measured, mended and read for grammar. */
  public AuditReport with(List<CheckRates> measurement, List<Mended> fix, GrammarSample sample) {
    return new AuditReport(
        source,
        translated,
        records,
        faultyRecords,
        checks,
        findings,
        worst,
        spread,
        List.copyOf(measurement),
        List.copyOf(fix),
        sample);
  }

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
    if (grammar != null) {
      text.append(grammar).append(System.lineSeparator());
    }
    measured.forEach(check -> text.append(check).append(System.lineSeparator()));
    text.append(
        "%s of %s records have faults".formatted(Shown.count(faultyRecords), Shown.count(records)));
    return text.toString();
  }

  /** Counts what the checks found, pair by pair in order. */
  static final class Builder {
    private final Pairs pairs;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final List<FileCheck> fileChecks = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Integer, Integer> faulty = new HashMap<>();
    private long records;

    private static final class Tally {
      final Check check;
      final BitSet records = new BitSet();
      long faults;

      Tally(Check check) {
        this.check = check;
      }
    }

    Builder(Pairs pairs, List<Check> checks) {
      this.pairs = pairs;
      for (Check check : checks) {
        tallies.put(check.name(), new Tally(check));
        if (check instanceof FileCheck fileCheck) {
          fileChecks.add(fileCheck);
        }
      }
    }

    void add(Checked checked) {
      records++;
      checked.findings().forEach(finding -> add(checked.index(), finding));
      for (FileCheck check : fileChecks) {
        check.check(checked.pair(), (where, expected, found) -> {});
      }
    }

    private void add(int index, Finding finding) {
      Tally tally = tallies.get(finding.check());
      tally.records.set(index);
      faulty.merge(index, 1, Integer::sum);
      if (tally.faults++ < FINDINGS_KEPT) {
        findings.add(finding);
      }
    }

    AuditReport build() throws IOException {
      Map<Integer, List<Finding>> late = new TreeMap<>();
      for (FileCheck check : fileChecks) {
        check.finish(
            (index, where, expected, found) ->
                late.computeIfAbsent(index, key -> new ArrayList<>())
                    .add(new Finding(check.name(), "", 0, where, expected, found)));
      }
      for (Map.Entry<Integer, List<Finding>> entry : late.entrySet()) {
        boolean kept =
            entry.getValue().stream()
                .anyMatch(finding -> tallies.get(finding.check()).faults < FINDINGS_KEPT);
        Pair pair = kept ? pairs.get(entry.getKey()) : null;
        for (Finding f : entry.getValue()) {
          add(
              entry.getKey(),
              kept
                  ? new Finding(
                      f.check(), pair.id(), pair.place(), f.where(), f.expected(), f.found())
                  : f);
        }
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Tally tally : tallies.values()) {
        Check check = tally.check;
        outcomes.add(
            new Outcome(
                check.name(),
                check.explanation(),
                check.example(),
                tally.faults,
                tally.records.cardinality()));
      }
      return new AuditReport(
          pairs.sourceFile().getFileName().toString(),
          pairs.translatedFile().getFileName().toString(),
          records,
          faulty.size(),
          outcomes,
          List.copyOf(findings),
          worst(),
          spread(),
          List.of(),
          List.of(),
          null);
    }

    private long[] spread() {
      long[] spread = new long[PARTS];
      faulty.keySet().forEach(index -> spread[(int) ((long) PARTS * index / pairs.size())]++);
      return spread;
    }

    private List<Worst> worst() throws IOException {
      List<Worst> worst = new ArrayList<>();
      List<Map.Entry<Integer, Integer>> most =
          faulty.entrySet().stream()
              .sorted(
                  Map.Entry.<Integer, Integer>comparingByValue()
                      .reversed()
                      .thenComparing(Map.Entry.comparingByKey()))
              .limit(WORST_KEPT)
              .toList();
      for (Map.Entry<Integer, Integer> record : most) {
        worst.add(Worst.of(pairs.get(record.getKey()), record.getValue()));
      }
      return worst;
    }
  }
}
