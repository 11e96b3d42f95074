package borboleta.translate;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongSupplier;

/**
 * Holds a quota of characters a minute. A request counts from its begin to a minute after its end.
 * The engine counts it at some moment between the two, so whatever is in one minute of the engine's
 * counts here together at some moment too, wherever that minute begins and however long a request
 * is on its way. What is less than a minute's worth passes at once.
 */
final class Pace {
  /** A minute, and what two clocks may differ by in one. */
  private static final long WINDOW = Duration.ofMillis(60_050).toNanos();

  private static final long NAP = Duration.ofMillis(50).toNanos();

  private record Ended(long at, long characters) {}

  private final long perMinute;
  private final LongSupplier nanoTime;
  private final Queue<Ended> window = new ArrayDeque<>();
  private long used;

  Pace(long perMinute, LongSupplier nanoTime) {
    this.perMinute = perMinute;
    this.nanoTime = nanoTime;
  }

  /**
   * Counts so many characters as under way, if they may be sent now.
   *
   * @return 0 when they may; otherwise the nanoseconds until it is worth asking again
   */
  synchronized long take(long characters) {
    long now = nanoTime.getAsLong();
    while (!window.isEmpty() && now - window.peek().at() >= WINDOW) {
      used -= window.poll().characters();
    }
    // A request larger than the whole quota passes when nothing else counts.
    if (used + characters <= perMinute || used == 0) {
      used += characters;
      return 0;
    }
    return window.isEmpty() ? NAP : window.peek().at() + WINDOW - now;
  }

  /** Ends a request that {@link #take} let pass; one that was refused may have counted as well. */
  synchronized void end(long characters) {
    window.add(new Ended(nanoTime.getAsLong(), characters));
  }
}
