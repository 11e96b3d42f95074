package borboleta.translate;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits at a turnstile, wherever that stands, until the request passes or the run is stopped. */
public abstract class WaitingToll implements Toll {
  private static final long NAP = Duration.ofMillis(200).toNanos();

  private final BooleanSupplier stopped;

  /** Waits no longer than until {@code stopped} says so. */
  protected WaitingToll(BooleanSupplier stopped) {
    this.stopped = stopped;
  }

  /** Asks once, as {@link Turnstile#pass} does. */
  protected abstract long pass(long characters) throws IOException;

  @Override
  public final void enter(long characters) throws IOException {
    try {
      while (!stopped.getAsBoolean()) {
        long wait = pass(characters);
        if (wait == 0) {
          return;
        }
        TimeUnit.NANOSECONDS.sleep(Math.min(NAP, wait));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the translation was interrupted; run the same command again", e);
    }
    throw new IOException("another request ended the run");
  }
}
