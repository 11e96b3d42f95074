package borboleta.eval.parity;

import java.util.Locale;

/**
 * How far a quantity is from the reference's.
 *
 * @param largest the largest difference; for ids, the number of different ones
 * @param tolerance how much is allowed; 0 asks for equality
 */
public record Deviation(String quantity, double largest, double tolerance) {

  /** Whether the difference is within the tolerance; one that is no number is not. */
  public boolean ok() {
    return largest <= tolerance;
  }

  /** {@code logits 3.1e-06}; with the bound that it breaks, if it does. */
  @Override
  public String toString() {
    if (tolerance == 0) {
      return quantity + (ok() ? " equal" : " differ");
    }
    String found = String.format(Locale.ROOT, "%s %.1e", quantity, largest);
    return ok() ? found : found + String.format(Locale.ROOT, " > %.1e", tolerance);
  }
}
