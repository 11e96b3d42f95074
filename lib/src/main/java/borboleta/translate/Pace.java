package borboleta.translate;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Holds a quota of characters a minute: in no 61 seconds more than one minute's worth is begun, so
 * that the engine counts no more in any minute of its own, wherever that begins. What is less than
 * a minute's worth passes at once.
 */
final class Pace {
  private static final long WINDOW = Duration.ofSeconds(61).toNanos();
  private static final long NAP = Duration.ofMillis(200).toNanos();

  private record Begun(long at, long characters) {}

  /** Sleeps, in nanoseconds. */
  @FunctionalInterface
  interface Sleep {
    void sleep(long nanos) throws InterruptedException;
  }

  private final long perMinute;
  private final LongSupplier nanoTime;
  private final Sleep sleep;
  private final Queue<Begun> window = new ArrayDeque<>();
  private long used;

  Pace(long perMinute, LongSupplier nanoTime, Sleep sleep) {
    this.perMinute = perMinute;
    this.nanoTime = nanoTime;
    this.sleep = sleep;
  }

  /**
   * Waits until so many characters may be sent, and counts them; one caller after the other.
   *
   * @return false when the run was stopped meanwhile
   */
  synchronized boolean take(long characters, BooleanSupplier stopped) throws InterruptedException {
    while (!stopped.getAsBoolean()) {
      long now = nanoTime.getAsLong();
      while (!window.isEmpty() && now - window.peek().at() >= WINDOW) {
        used -= window.poll().characters();
      }
      // A request larger than the whole quota passes when nothing else is in the window.
      if (used + characters <= perMinute || window.isEmpty()) {
        window.add(new Begun(now, characters));
        used += characters;
        return true;
      }
      sleep.sleep(Math.min(NAP, window.peek().at() + WINDOW - now));
    }
    return false;
  }
}
