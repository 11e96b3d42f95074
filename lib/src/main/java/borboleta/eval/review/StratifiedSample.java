package borboleta.eval.review;

import borboleta.translate.audit.Pair;
import borboleta.translate.audit.Pairs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Draws records so that each stratum has its share of them, and at least one: rates over the sample
 * are then rates over the file.
 */
public final class StratifiedSample {
  private StratifiedSample() {}

  /**
   * Draws pairs, in the order of the file; equal seeds draw the same.
   *
   * @throws IOException when no record has a translation
   */
  public static List<Pair> draw(Pairs pairs, int size, long seed) throws IOException {
    Map<Stratum, List<Integer>> strata = new EnumMap<>(Stratum.class);
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      if (!pair.texts().isEmpty()) {
        strata.computeIfAbsent(Stratum.of(pair), key -> new ArrayList<>()).add(i);
      }
    }
    if (strata.isEmpty()) {
      throw new IOException("no record has a translation that could be reviewed");
    }
    SplittableRandom random = new SplittableRandom(seed);
    List<Integer> drawn = new ArrayList<>();
    shares(strata, size)
        .forEach((stratum, share) -> drawn.addAll(draw(strata.get(stratum), share, random)));
    drawn.sort(Comparator.naturalOrder());
    List<Pair> sample = new ArrayList<>();
    for (int index : drawn) {
      sample.add(pairs.get(index));
    }
    return sample;
  }

  /** By largest remainder. */
  private static Map<Stratum, Integer> shares(Map<Stratum, List<Integer>> strata, int size) {
    int all = strata.values().stream().mapToInt(List::size).sum();
    int wanted = Math.min(all, Math.max(size, strata.size()));
    Map<Stratum, Integer> shares = new EnumMap<>(Stratum.class);
    strata.forEach(
        (stratum, members) ->
            shares.put(stratum, Math.max(1, (int) ((long) wanted * members.size() / all))));
    Comparator<Stratum> need =
        Comparator.comparingDouble(
            stratum -> (double) wanted * strata.get(stratum).size() / all - shares.get(stratum));
    int given = shares.values().stream().mapToInt(Integer::intValue).sum();
    for (; given < wanted; given++) {
      Stratum next =
          shares.keySet().stream()
              .filter(stratum -> shares.get(stratum) < strata.get(stratum).size())
              .max(need)
              .orElseThrow();
      shares.merge(next, 1, Integer::sum);
    }
    for (; given > wanted; given--) {
      Stratum most =
          shares.keySet().stream().filter(s -> shares.get(s) > 1).min(need).orElseThrow();
      shares.merge(most, -1, Integer::sum);
    }
    return shares;
  }

  /** Draws without putting back (Fisher and Yates). */
  private static List<Integer> draw(List<Integer> members, int count, SplittableRandom random) {
    List<Integer> bag = new ArrayList<>(members);
    for (int i = 0; i < count; i++) {
      int other = i + random.nextInt(bag.size() - i);
      Integer here = bag.get(i);
      bag.set(i, bag.get(other));
      bag.set(other, here);
    }
    return bag.subList(0, count);
  }
}
