package borboleta.train.watch;

/** Round numbers along an axis. */
public final class RoundSteps {
  private RoundSteps() {}

  /** Returns the distance of ticks: 1, 2 or 5 times a power of ten, for four to ten of them. */
  public static double of(double range) {
    double power = Math.pow(10, Math.floor(Math.log10(range / 2)));
    double parts = range / power;
    return parts < 4 ? power / 2 : parts > 10 ? power * 2 : power;
  }
}
