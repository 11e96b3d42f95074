package borboleta.translate.audit;

import java.util.Locale;

/**
 * How far a check can be trusted.
 *
 * @param check its name
 * @param seeded faults of its kind that were put into clean records
 * @param found how many of them it found
 * @param clean records without a fault that it was shown
 * @param alarms in how many of those it found one all the same
 * @param missed kinds of faults that it missed, with their numbers, for example "digit 2"
 */
public record CheckRates(
    String check, int seeded, int found, int clean, int alarms, String missed) {
  /** The share of seeded faults that were found. */
  public double recall() {
    return seeded == 0 ? Double.NaN : (double) found / seeded;
  }

  /** The share of clean records with an alarm. */
  public double falseAlarms() {
    return clean == 0 ? Double.NaN : (double) alarms / clean;
  }

  @Override
  public String toString() {
    return "%-16s recall %s, false alarms %s%s"
        .formatted(
            check,
            seeded == 0
                ? "not measured (no clean record can carry its fault)"
                : String.format(Locale.ROOT, "%.3f (%d of %d)", recall(), found, seeded),
            clean == 0
                ? "not measured"
                : String.format(
                    Locale.ROOT, "%.2f %% (%d of %,d)", 100 * falseAlarms(), alarms, clean),
            missed.isEmpty() ? "" : "; missed: " + missed);
  }
}
