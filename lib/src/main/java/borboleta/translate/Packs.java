package borboleta.translate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Fills requests to Google's limits.
 *
 * <p>Source: translation_service.proto of v3 and docs.cloud.google.com/translate/quotas.
 */
public final class Packs {
  /** Strings that one request may hold. */
  public static final int MOST_STRINGS = 1024;

  /** Code points that Google recommends for one request. */
  public static final int GOOD_CODE_POINTS = 5_000;

  /** Code points that Google takes in one request at most. */
  public static final int MOST_CODE_POINTS = 30_000;

  private final int mostStrings;
  private List<String> pack = new ArrayList<>();
  private int filled;

  /** Begins packs of at most so many strings each. */
  public Packs(int mostStrings) {
    this.mostStrings = mostStrings;
  }

  /**
   * Splits segments into packs, in order; a segment longer than recommended travels alone.
   *
   * @throws IllegalArgumentException when one segment alone is over Google's limit
   */
  public static List<List<String>> of(Collection<String> segments) {
    List<List<String>> packs = new ArrayList<>();
    Packs filling = new Packs(MOST_STRINGS);
    for (String segment : segments) {
      List<String> full = filling.add(segment);
      if (full != null) {
        packs.add(full);
      }
    }
    List<String> rest = filling.rest();
    if (!rest.isEmpty()) {
      packs.add(rest);
    }
    return packs;
  }

  /**
   * Adds a segment, and returns the pack that had no room for it any more, or null.
   *
   * @throws IllegalArgumentException when the segment alone is over Google's limit
   */
  public List<String> add(String segment) {
    int size = codePoints(segment);
    if (size > MOST_CODE_POINTS) {
      throw new IllegalArgumentException(
          "a segment has %,d characters and Google takes %,d at most; break the paragraph that begins \"%s\" into lines"
              .formatted(size, MOST_CODE_POINTS, segment.substring(0, 40)));
    }
    boolean full =
        !pack.isEmpty() && (pack.size() == mostStrings || filled + size > GOOD_CODE_POINTS);
    List<String> done = full ? rest() : null;
    pack.add(segment);
    filled += size;
    return done;
  }

  /** Returns what the last pack holds so far, and begins another. */
  public List<String> rest() {
    List<String> done = pack;
    pack = new ArrayList<>();
    filled = 0;
    return done;
  }

  /** Counts what Google bills: code points, white space included. */
  public static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }
}
