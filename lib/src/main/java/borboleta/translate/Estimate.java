package borboleta.translate;

/**
 * What a file holds and what is left to pay for, counted before anything is sent.
 *
 * @param records records of the file
 * @param segments stretches of prose, repetitions included
 * @param characters code points of all segments
 * @param distinctSegments different segments
 * @param distinctCharacters code points of the different segments
 * @param newSegments different segments that the journal does not hold
 * @param newCharacters code points that would be sent, and billed
 */
public record Estimate(
    long records,
    long segments,
    long characters,
    long distinctSegments,
    long distinctCharacters,
    long newSegments,
    long newCharacters) {
  /** Google's list price of nmt; the first 500,000 characters of a month are free. */
  public static final double DOLLARS_PER_MILLION = 20;

  /** Characters that Google takes from one project in a minute. */
  public static final long QUOTA_PER_MINUTE = 6_000_000;

  /** List price of a number of characters, in US dollars. */
  public static double dollars(long characters) {
    return characters * DOLLARS_PER_MILLION / 1e6;
  }

  /** List price of what is new, in US dollars. */
  public double dollars() {
    return dollars(newCharacters);
  }

  /** Shortest time that Google's quota allows for what is new, in seconds. */
  public double leastSeconds() {
    return newCharacters * 60.0 / QUOTA_PER_MINUTE;
  }

  /** Says the figures in four lines. */
  @Override
  public String toString() {
    return String.format(
        java.util.Locale.ROOT,
        """
        records              %,12d
        segments             %,12d  %,15d characters
        different segments   %,12d  %,15d characters
        not yet translated   %,12d  %,15d characters  $%.2f at list price, at least %.0f s at quota""",
        records,
        segments,
        characters,
        distinctSegments,
        distinctCharacters,
        newSegments,
        newCharacters,
        dollars(),
        leastSeconds());
  }
}
