package borboleta.translate;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongSupplier;

/**
 * Holds a quota of characters a minute: in no 61 seconds more than one minute's worth is begun, so
 * that the engine counts no more in any minute of its own, wherever that begins. What is less than
 * a minute's worth passes at once.
 */
final class Pace {
  private static final long WINDOW = Duration.ofSeconds(61).toNanos();

  private record Begun(long at, long characters) {}

  private final long perMinute;
  private final LongSupplier nanoTime;
  private final Queue<Begun> window = new ArrayDeque<>();
  private long used;

  Pace(long perMinute, LongSupplier nanoTime) {
    this.perMinute = perMinute;
    this.nanoTime = nanoTime;
  }

  /**
   * Counts so many characters as sent, if they may be now.
   *
   * @return 0 when they may; otherwise the nanoseconds until it is worth asking again
   */
  synchronized long take(long characters) {
    long now = nanoTime.getAsLong();
    while (!window.isEmpty() && now - window.peek().at() >= WINDOW) {
      used -= window.poll().characters();
    }
    // A request larger than the whole quota passes when nothing else is in the window.
    if (used + characters <= perMinute || window.isEmpty()) {
      window.add(new Begun(now, characters));
      used += characters;
      return 0;
    }
    return window.peek().at() + WINDOW - now;
  }
}
