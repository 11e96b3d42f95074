package borboleta.translate.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says which translation belongs to which record, wherever it stands: rows may be dropped, doubled
 * or shuffled, and an id may be damaged.
 *
 * <p>First by id, in order; where one side has more records of an id, those that look most alike.
 * Then what is left between the same two neighbours on both sides, if it is equally many.
 */
final class Alignment {
  private static final int NONE = -1;
  private static final long MOST_CELLS = 20_000_000;

  private final List<Place> source;
  private final List<Place> translated;
  private final int[] translation;
  private final boolean[] taken;

  Alignment(List<Place> source, List<Place> translated) {
    this.source = source;
    this.translated = translated;
    this.translation = new int[source.size()];
    this.taken = new boolean[translated.size()];
    Arrays.fill(translation, NONE);
    byId();
    byNeighbours();
  }

  /** Index of the translation of each record; -1 for none. */
  int[] translations() {
    return translation;
  }

  /** Indices of the translations that no record asked for, in order. */
  List<Integer> left() {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < taken.length; i++) {
      if (!taken[i]) {
        left.add(i);
      }
    }
    return left;
  }

  /**
   * Which records are out of order: those that are not in every longest run of ascending places. Of
   * two neighbours that changed places neither is more in its place than the other, so both are.
   */
  boolean[] moved() {
    int[] before = runs(translation, 1);
    int[] reversed = new int[translation.length];
    for (int i = 0; i < reversed.length; i++) {
      reversed[i] = translation[translation.length - 1 - i];
    }
    int[] after = runs(reversed, -1);
    int longest = Arrays.stream(before).max().orElse(0);
    int[] candidates = new int[longest + 1];
    boolean[] inOne = new boolean[translation.length];
    for (int i = 0; i < translation.length; i++) {
      inOne[i] =
          translation[i] != NONE && before[i] + after[translation.length - 1 - i] - 1 == longest;
      candidates[before[i]] += inOne[i] ? 1 : 0;
    }
    boolean[] moved = new boolean[translation.length];
    for (int i = 0; i < translation.length; i++) {
      moved[i] = translation[i] != NONE && !(inOne[i] && candidates[before[i]] == 1);
    }
    return moved;
  }

  /** Length of the longest run of ascending (1) or descending (-1) places that ends at each. */
  private static int[] runs(int[] places, int direction) {
    int[] ends = new int[places.length];
    int[] lengths = new int[places.length];
    int longest = 0;
    for (int i = 0; i < places.length; i++) {
      if (places[i] == NONE) {
        continue;
      }
      int at = Arrays.binarySearch(ends, 0, longest, direction * places[i]);
      int length = at < 0 ? -at - 1 : at;
      ends[length] = direction * places[i];
      longest = Math.max(longest, length + 1);
      lengths[i] = length + 1;
    }
    return lengths;
  }

  private void byId() {
    Map<String, List<Integer>> from = byKey(source);
    Map<String, List<Integer>> to = byKey(translated);
    from.forEach(
        (key, records) -> {
          List<Integer> candidates = to.get(key);
          if (candidates != null) {
            match(records, candidates);
          }
        });
  }

  private void match(List<Integer> records, List<Integer> candidates) {
    int fewer = Math.min(records.size(), candidates.size());
    int extra = Math.abs(records.size() - candidates.size());
    if (extra == 0 || (long) (fewer + 1) * (extra + 1) > MOST_CELLS) {
      for (int i = 0; i < fewer; i++) {
        take(records.get(i), candidates.get(i));
      }
    } else {
      boolean dropped = records.size() > candidates.size();
      List<Integer> few = dropped ? candidates : records;
      List<Integer> many = dropped ? records : candidates;
      int[] skips = skips(few, many, dropped);
      for (int i = 0; i < fewer; i++) {
        int other = many.get(i + skips[i]);
        take(dropped ? other : few.get(i), dropped ? few.get(i) : other);
      }
    }
  }

  /** How many of the many are passed over before the partner of each of the few, at least cost. */
  private int[] skips(List<Integer> few, List<Integer> many, boolean dropped) {
    int n = few.size();
    int extra = many.size() - n;
    double[][] cost = new double[n + 1][extra + 1];
    boolean[][] skipped = new boolean[n + 1][extra + 1];
    for (int i = n - 1; i >= 0; i--) {
      for (int k = extra; k >= 0; k--) {
        Place here = (dropped ? translated : source).get(few.get(i));
        Place there = (dropped ? source : translated).get(many.get(i + k));
        // The nearer its old place the better: an id may have become that of another record.
        double far = Math.log1p(Math.abs(few.get(i) - many.get(i + k))) / 4;
        double take = here.distance(there) + far + cost[i + 1][k];
        double skip = k < extra ? cost[i][k + 1] : Double.POSITIVE_INFINITY;
        // Of equals, the first is taken.
        skipped[i][k] = skip < take;
        cost[i][k] = Math.min(take, skip);
      }
    }
    int[] skips = new int[n];
    int k = 0;
    for (int i = 0; i < n; i++) {
      while (skipped[i][k]) {
        k++;
      }
      skips[i] = k;
    }
    return skips;
  }

  private void byNeighbours() {
    Map<String, Place> matched = new HashMap<>();
    for (int i = 0; i < translation.length; i++) {
      if (translation[i] != NONE) {
        matched.put(translated.get(translation[i]).key(), translated.get(translation[i]));
      }
    }
    int last = NONE;
    for (int i = 0; i < translation.length; i++) {
      if (translation[i] != NONE) {
        last = translation[i];
        continue;
      }
      int end = i;
      while (end < translation.length && translation[end] == NONE) {
        end++;
      }
      int next = end == translation.length ? taken.length : translation[end];
      List<Integer> free = new ArrayList<>();
      for (int j = last + 1; j < next; j++) {
        Place candidate = translated.get(j);
        if (!taken[j] && !isCopy(candidate, matched.get(candidate.key()))) {
          free.add(j);
        }
      }
      if (free.size() == end - i) {
        for (int j = 0; j < free.size(); j++) {
          take(i + j, free.get(j));
        }
      }
      i = end - 1;
    }
  }

  /** Whether a translation is a record that was found already, once more. */
  private static boolean isCopy(Place candidate, Place found) {
    return found != null
        && candidate.turns() == found.turns()
        && candidate.characters() == found.characters();
  }

  private void take(int record, int candidate) {
    translation[record] = candidate;
    taken[candidate] = true;
  }

  private static Map<String, List<Integer>> byKey(List<Place> places) {
    Map<String, List<Integer>> byKey = new LinkedHashMap<>();
    for (int i = 0; i < places.size(); i++) {
      byKey.computeIfAbsent(places.get(i).key(), key -> new ArrayList<>(1)).add(i);
    }
    return byKey;
  }
}
