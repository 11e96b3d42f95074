package borboleta.eval;

/**
 * The range in which the true value lies with 95 % confidence.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {
  /** The normal distribution's 97.5 % point. */
  private static final double Z = 1.959963984540054;

  /**
   * Returns Wilson's interval of a share; unlike the usual one it stays within 0 and 1 and has a
   * width even where nothing or everything is right.
   *
   * <p>Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference,
   * JASA 22 (1927).
   *
   * @throws IllegalArgumentException unless 0 &lt;= right &lt;= asked
   */
  public static Interval wilson(int right, int asked) {
    if (right < 0 || right > asked) {
      throw new IllegalArgumentException(
          "%d right of %d asked is no share; count both over the same questions"
              .formatted(right, asked));
    }
    if (asked == 0) {
      return new Interval(0, 1);
    }
    double share = (double) right / asked;
    double z2 = Z * Z / asked;
    double middle = (share + z2 / 2) / (1 + z2);
    double half = Z / (1 + z2) * Math.sqrt(share * (1 - share) / asked + z2 / (4 * asked));
    return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
  }
}
