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

  private Packs() {}

  /**
   * Splits segments into packs, in order; a segment longer than recommended travels alone.
   *
   * @throws IllegalArgumentException when one segment alone is over Google's limit
   */
  public static List<List<String>> of(Collection<String> segments) {
    List<List<String>> packs = new ArrayList<>();
    List<String> pack = new ArrayList<>();
    int filled = 0;
    for (String segment : segments) {
      int size = codePoints(segment);
      if (size > MOST_CODE_POINTS) {
        throw new IllegalArgumentException(
            "a segment has %,d characters and Google takes %,d at most; break the paragraph that begins \"%s\" into lines"
                .formatted(size, MOST_CODE_POINTS, segment.substring(0, 40)));
      }
      if (!pack.isEmpty() && (pack.size() == MOST_STRINGS || filled + size > GOOD_CODE_POINTS)) {
        packs.add(pack);
        pack = new ArrayList<>();
        filled = 0;
      }
      pack.add(segment);
      filled += size;
    }
    if (!pack.isEmpty()) {
      packs.add(pack);
    }
    return packs;
  }

  /** Counts what Google bills: code points, white space included. */
  public static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }
}
