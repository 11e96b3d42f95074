package borboleta.eval;

import java.util.Locale;

/**
 * How many of the questions were answered rightly.
 *
 * @param right the answers that match
 * @param asked the questions
 */
public record Score(int right, int asked) {

  /** The share that is right, 0 to 1; 0 when nothing was asked. */
  public double share() {
    return asked == 0 ? 0 : (double) right / asked;
  }

  /** Wilson's 95 % interval of the share. */
  public Interval interval() {
    return Interval.wilson(right, asked);
  }

  Score plus(boolean isRight) {
    return new Score(right + (isRight ? 1 : 0), asked + 1);
  }

  @Override
  public String toString() {
    Interval i = interval();
    return String.format(
        Locale.ROOT,
        "%.1f %% (%d of %d; 95 %%: %.1f to %.1f)",
        100 * share(),
        right,
        asked,
        100 * i.low(),
        100 * i.high());
  }
}
