package borboleta.translate.audit.measure;

import borboleta.data.Progress;
import borboleta.translate.RawRecords;
import borboleta.translate.audit.Audit;
import borboleta.translate.audit.AuditReport;
import borboleta.translate.audit.Check;
import borboleta.translate.audit.CheckRates;
import borboleta.translate.audit.Finding;
import borboleta.translate.audit.Pair;
import borboleta.translate.audit.Pairs;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
  private static final ObjectMapper JSON = RawRecords.mapper();

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
    CleanRecords clean = new CleanRecords();
    List<ObjectNode> source = new ArrayList<>();
    List<ObjectNode> translated = new ArrayList<>();
    for (int i = 0; i < KIT_RECORDS; i++) {
      CleanRecords.Both both = clean.record(i, seed);
      source.add(both.english());
      translated.add(both.portuguese());
    }
    return new Measure(source, translated, seed, FAULTS);
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
      write(english, source, Set.of(), Set.of());
      write(portuguese, translated, Set.of(), Set.of());
      AuditReport clean = Audit.run(english, portuguese);
      Map<String, List<Damage>> damages = damages();
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

  private static Map<String, List<Damage>> damages() {
    Map<String, List<Damage>> damages = new LinkedHashMap<>();
    for (List<Damage> some :
        List.of(RecordDamages.all(), StructureDamages.all(), ProseDamages.all())) {
      for (Damage damage : some) {
        damages.computeIfAbsent(damage.check(), check -> new ArrayList<>()).add(damage);
      }
    }
    return damages;
  }

  private CheckRates measure(
      String check, List<Damage> damages, AuditReport clean, Path english, Path portuguese)
      throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    Damage.Files files =
        new Damage.Files(
            copy(source), copy(translated), new ArrayList<>(), new ArrayList<>(), new HashSet<>());
    Map<Integer, String> seeded = seed(damages, files, random);
    write(english, files.source(), Set.of(), Set.of());
    write(
        portuguese, files.translated(), new HashSet<>(files.gone()), new HashSet<>(files.twice()));
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

  /** Puts the damages in, in turn, each into a record of its own; not beside another's. */
  private Map<Integer, String> seed(
      List<Damage> damages, Damage.Files files, SplittableRandom random) {
    Map<Integer, String> seeded = new LinkedHashMap<>();
    Set<Integer> used = files.used();
    int fruitless = 0;
    for (int turn = 0; seeded.size() < faults && fruitless < 40 * damages.size(); turn++) {
      Damage damage = damages.get(turn % damages.size());
      boolean done = false;
      for (int trial = 0; trial < 60 && !done; trial++) {
        int index = random.nextInt(source.size());
        if (used.add(index)) {
          done = damage.act().spoil(files, index, random);
          if (done) {
            seeded.put(index, damage.name());
          } else {
            used.remove(index);
          }
        }
      }
      fruitless = done ? 0 : fruitless + 1;
    }
    return seeded;
  }

  private static List<ObjectNode> copy(List<ObjectNode> records) {
    List<ObjectNode> copy = new ArrayList<>(records.size());
    records.forEach(record -> copy.add(record.deepCopy()));
    return copy;
  }

  private static void write(
      Path file, List<ObjectNode> records, Set<Integer> without, Set<Integer> twice)
      throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file);
        JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartArray();
      for (int i = 0; i < records.size(); i++) {
        for (int n = without.contains(i) ? 0 : twice.contains(i) ? 2 : 1; n > 0; n--) {
          JSON.writeTree(json, records.get(i));
        }
      }
      json.writeEndArray();
    }
  }
}
