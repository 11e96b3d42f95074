package borboleta.translate.audit.measure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A translation with known faults of every kind, and the key to them: to see what an audit, a fix
 * and a reader find of what is there.
 *
 * @param source the records in English
 * @param translated the same in Portuguese, with faults
 * @param faults what was done, by the record's place in the source, from 1
 */
public record FaultyFile(Path source, Path translated, Map<Long, Fault> faults) {
  /**
   * A fault that was put in.
   *
   * @param check the check that should find it
   * @param name what was done, in a word or two
   */
  public record Fault(String check, String name) {}

  /**
   * Writes source.json and translated.json, from the kit's own records, which were translated by
   * hand.
   *
   * @param records how many
   * @param each faults of each check's kind
   * @param seed equal ones give equal files
   * @throws IllegalArgumentException when more records would be spoiled than half of them
   */
  public static FaultyFile write(Path folder, int records, int each, long seed) throws IOException {
    Map<String, List<Damage>> damages = Damage.byCheck();
    if (each < 1 || damages.size() * each > records / 2) {
      throw new IllegalArgumentException(
          "%d faults for each of %d checks need at least %d records, not %d"
              .formatted(each, damages.size(), 2 * damages.size() * each, records));
    }
    List<ObjectNode> english = new ArrayList<>();
    List<ObjectNode> portuguese = new ArrayList<>();
    new CleanRecords().add(english, portuguese, records, seed);
    Spoiled spoiled = new Spoiled(english, portuguese);
    SplittableRandom random = new SplittableRandom(seed);
    Map<Long, Fault> key = new TreeMap<>();
    // Those that few records can take come first: the others find room anywhere.
    List<String> checks = new ArrayList<>(damages.keySet());
    Collections.reverse(checks);
    for (String check : checks) {
      spoiled
          .spoil(damages.get(check), each, random)
          .forEach((index, name) -> key.put(index + 1L, new Fault(check, name)));
      for (int index : spoiled.touched()) {
        key.putIfAbsent(index + 1L, new Fault(check, "the other of two"));
      }
    }
    Files.createDirectories(folder);
    FaultyFile file =
        new FaultyFile(folder.resolve("source.json"), folder.resolve("translated.json"), key);
    spoiled.write(file.source, file.translated);
    return file;
  }

  /** How many faults there are of each check's kind. */
  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    Damage.byCheck().keySet().forEach(check -> counts.put(check, 0));
    faults.values().forEach(fault -> counts.merge(fault.check(), 1, Integer::sum));
    return counts;
  }
}
