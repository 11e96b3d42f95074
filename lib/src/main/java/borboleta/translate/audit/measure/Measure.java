package borboleta.translate.audit.measure;

import borboleta.data.Progress;
import borboleta.translate.audit.Audit;
import borboleta.translate.audit.AuditReport;
import borboleta.translate.audit.Check;
import borboleta.translate.audit.CheckRates;
import borboleta.translate.audit.Finding;
import borboleta.translate.audit.Pair;
import borboleta.translate.audit.Pairs;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Measures each check: faults of its kind go into clean records, one a record, and the audit is run
 * on the file as on any other.
 */
public final class Measure {
  /** Faults of each check's kind. */
  public static final int FAULTS = 200;

  private static final int KIT_RECORDS = 3_000;
  private static final int MOST_RECORDS = 5_000;

  private final List<ObjectNode> source;
  private final List<ObjectNode> translated;
  private final long seed;
  private final int faults;

  private Measure(List<ObjectNode> source, List<ObjectNode> translated, long seed, int faults) {
    this.source = source;
    this.translated = translated;
    this.seed = seed;
    this.faults = faults;
  }

  /** Measures on the kit's own records: prose that was translated by hand. */
  public static Measure onTheKitsRecords(long seed) throws IOException {
    return onTheKitsRecords(seed, KIT_RECORDS, FAULTS);
  }

  /**
   * Measures on fewer of them, where a rough figure soon is worth more than a sharp one later.
   *
   * @param faults of each check's kind, at most half of the records
   */
  public static Measure onTheKitsRecords(long seed, int records, int faults) throws IOException {
    if (faults < 1 || faults > records / 2) {
      throw new IllegalArgumentException(
          "%d faults of a kind need at least %d clean records, not %d"
              .formatted(faults, 2 * faults, records));
    }
    CleanRecords clean = new CleanRecords();
    List<ObjectNode> source = new ArrayList<>();
    List<ObjectNode> translated = new ArrayList<>();
    clean.add(source, translated, records, seed);
    return new Measure(source, translated, seed, faults);
  }

  /**
   * Measures on records that are known to be clean, the first {@value #MOST_RECORDS} of a file.
   *
   * @throws IOException when fewer than two records are complete
   */
  public static Measure on(Pairs pairs, long seed) throws IOException {
    List<ObjectNode> source = new ArrayList<>();
    List<ObjectNode> translated = new ArrayList<>();
    for (int i = 0; i < pairs.size() && source.size() < MOST_RECORDS; i++) {
      Pair pair = pairs.get(i);
      if (pair.isComplete()) {
        source.add(pair.source());
        translated.add(pair.translated());
      }
    }
    if (source.size() < 2) {
      throw new IOException("a measurement needs clean records, and the files share none");
    }
    return new Measure(source, translated, seed, Math.min(FAULTS, source.size() / 2));
  }

  /**
   * Measures every check.
   *
   * @param progress hears checks
   * @throws IOException when there is no room for a file in the temporary folder
   */
  public List<CheckRates> run(Progress progress) throws IOException {
    Path folder = Files.createTempDirectory("borboleta-audit-");
    Path english = folder.resolve("source.json");
    Path portuguese = folder.resolve("translated.json");
    try {
      new Spoiled(source, translated).write(english, portuguese);
      AuditReport clean = Audit.run(english, portuguese);
      Map<String, List<Damage>> damages = Damage.byCheck();
      List<CheckRates> measured = new ArrayList<>();
      for (Check check : Audit.checks()) {
        measured.add(measure(check.name(), damages.get(check.name()), clean, english, portuguese));
        progress.update(measured.size(), damages.size(), "checks");
      }
      return measured;
    } finally {
      Files.deleteIfExists(english);
      Files.deleteIfExists(portuguese);
      Files.deleteIfExists(folder);
    }
  }

  private CheckRates measure(
      String check, List<Damage> damages, AuditReport clean, Path english, Path portuguese)
      throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    Spoiled spoiled = new Spoiled(source, translated);
    Map<Integer, String> seeded = spoiled.spoil(damages, faults, random);
    spoiled.write(english, portuguese);
    Set<Long> found = new HashSet<>();
    Set<String> ids = new HashSet<>();
    for (Finding finding : Audit.run(english, portuguese).findings()) {
      if (finding.check().equals(check)) {
        found.add(finding.number());
        ids.add(finding.record());
      }
    }
    Map<String, Integer> missed = new TreeMap<>();
    seeded.forEach(
        (index, name) -> {
          String id = source.get(index).path("id").asText();
          boolean caught = found.contains(index + 1L) || name.equals("doubled") && ids.contains(id);
          if (!caught) {
            missed.merge(name, 1, Integer::sum);
          }
        });
    int lost = missed.values().stream().mapToInt(Integer::intValue).sum();
    List<String> said =
        missed.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList();
    long alarms =
        clean.checks().stream()
            .filter(outcome -> outcome.name().equals(check))
            .mapToLong(AuditReport.Outcome::records)
            .sum();
    return new CheckRates(
        check,
        seeded.size(),
        seeded.size() - lost,
        source.size(),
        (int) alarms,
        String.join(", ", said));
  }
}
