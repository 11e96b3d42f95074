package borboleta.translate;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * What a run may take.
 *
 * @param calls requests under way at once. A call takes Google about 0.1 to 0.3 s; 8 keep its whole
 *     quota busy at up to 0.4 s
 * @param charactersPerMinute the engine's quota
 * @param dollars money to spend at list price; infinite for no limit
 */
public record Allowance(int calls, long charactersPerMinute, double dollars) {
  /** Google's own quota, and no limit of money. */
  public static final Allowance DEFAULT =
      new Allowance(8, Estimate.QUOTA_PER_MINUTE, Double.POSITIVE_INFINITY);

  /** Checks the figures. */
  public Allowance {
    if (calls < 1 || charactersPerMinute < 1 || !(dollars >= 0)) {
      throw new IllegalArgumentException(
          "calls and characters a minute must be at least 1 and money at least 0, not %d, %d and %s"
              .formatted(calls, charactersPerMinute, dollars));
    }
  }

  /** Keeps the quota and the money of one run, until it is stopped. */
  Toll toll(Price price, BooleanSupplier stopped) {
    Turnstile turnstile = new Turnstile(this, price);
    return new WaitingToll(stopped) {
      @Override
      protected long pass(long characters) throws IOException {
        return turnstile.pass(characters);
      }

      @Override
      public void leave(long characters, long sent, long answered) {
        turnstile.settle(characters, sent, answered);
      }
    };
  }
}
