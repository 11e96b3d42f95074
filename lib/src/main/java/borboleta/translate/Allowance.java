package borboleta.translate;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
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
    Pace pace = new Pace(charactersPerMinute, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
    Purse purse = new Purse(dollars, price);
    return new Toll() {
      @Override
      public void enter(long characters) throws IOException {
        purse.reserve(characters);
        try {
          if (!pace.take(characters, stopped)) {
            purse.settle(characters, 0, 0);
            throw new IOException("another request ended the run");
          }
        } catch (InterruptedException e) {
          purse.settle(characters, 0, 0);
          Thread.currentThread().interrupt();
          throw new IOException("the translation was interrupted; run the same command again", e);
        }
      }

      @Override
      public void leave(long characters, long sent, long answered) {
        purse.settle(characters, sent, answered);
      }
    };
  }
}
