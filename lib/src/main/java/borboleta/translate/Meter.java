package borboleta.translate;

import java.util.Locale;

/**
 * The figures of a run so far.
 *
 * @param sentSegments segments that the engine answered in this run
 * @param sentCharacters code points of these, as billed
 * @param unchanged segments that came back as they were sent
 * @param seconds time since the run began
 * @param dollars list price of what was sent, and answered where that costs
 */
public record Meter(
    long sentSegments, long sentCharacters, long unchanged, double seconds, double dollars) {
  /** Nothing sent yet. */
  public static final Meter ZERO = new Meter(0, 0, 0, 0, 0);

  /** Speed of the run; 0 before anything was sent. */
  public double charactersPerSecond() {
    return seconds > 0 ? sentCharacters / seconds : 0;
  }

  /** Says speed and money in a few letters, to stand beside a bar. */
  public String brief() {
    return String.format(Locale.ROOT, "%,.0f/s $%.2f", charactersPerSecond(), dollars());
  }

  /** Says the figures in one line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d segments, %,d characters, %,.0f characters/s, $%.2f at list price",
        sentSegments,
        sentCharacters,
        charactersPerSecond(),
        dollars());
  }
}
