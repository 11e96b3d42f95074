package borboleta.translate.audit.measure;

import borboleta.translate.RawRecords;
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

/** A copy of clean records and their translations that takes damages, one a record. */
final class Spoiled {
  private static final ObjectMapper JSON = RawRecords.mapper();

  private final Damage.Files files;

  /** Copies both sides. */
  Spoiled(List<ObjectNode> source, List<ObjectNode> translated) {
    files =
        new Damage.Files(
            copy(source), copy(translated), new ArrayList<>(), new ArrayList<>(), new HashSet<>());
  }

  /**
   * Puts damages in, in turn, each into a record of its own; not beside another's.
   *
   * @return what was done, by the record's index; fewer than {@code faults} where no record takes
   *     more
   */
  Map<Integer, String> spoil(List<Damage> damages, int faults, SplittableRandom random) {
    Map<Integer, String> seeded = new LinkedHashMap<>();
    Set<Integer> used = files.used();
    int fruitless = 0;
    for (int turn = 0; seeded.size() < faults && fruitless < 40 * damages.size(); turn++) {
      Damage damage = damages.get(turn % damages.size());
      boolean done = false;
      for (int trial = 0; trial < 60 && !done; trial++) {
        int index = random.nextInt(files.source().size());
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

  /** Every record that a damage touched, also the second one of two that changed places. */
  Set<Integer> touched() {
    return Set.copyOf(files.used());
  }

  /** Writes both files. */
  void write(Path english, Path portuguese) throws IOException {
    write(english, files.source(), Set.of(), Set.of());
    write(
        portuguese, files.translated(), new HashSet<>(files.gone()), new HashSet<>(files.twice()));
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
