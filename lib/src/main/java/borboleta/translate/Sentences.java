package borboleta.translate;

/** Breaks a line that is too long for one request where it hurts least. */
final class Sentences {
  private Sentences() {}

  /**
   * Finds where the first part of a stretch ends.
   *
   * @param most code points that a part may hold
   * @return {@code to} when all of it fits; otherwise after the last sentence that does, else after
   *     the last word, else after the last code point
   */
  static int end(String text, int from, int to, int most) {
    if (to - from <= most || text.codePointCount(from, to) <= most) {
      return to;
    }
    int limit = text.offsetByCodePoints(from, most);
    int word = -1;
    for (int at = limit; at > from + 1; at--) {
      if (text.charAt(at - 1) != ' ') {
        continue;
      }
      if (word < 0) {
        word = at;
      }
      if (".!?…".indexOf(text.charAt(at - 2)) >= 0) {
        return at;
      }
    }
    return word > 0 ? word : limit;
  }
}
