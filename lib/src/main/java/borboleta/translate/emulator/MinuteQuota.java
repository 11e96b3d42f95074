package borboleta.translate.emulator;

import java.util.function.LongSupplier;

/** Google's quota: so many characters in each minute, however many calls they come in. */
final class MinuteQuota {
  private static final long MINUTE = 60_000_000_000L;

  private final long characters;
  private final LongSupplier nanoTime;
  private long begin;
  private long used;

  MinuteQuota(long characters, LongSupplier nanoTime) {
    this.characters = characters;
    this.nanoTime = nanoTime;
    this.begin = nanoTime.getAsLong();
  }

  /** Takes from this minute's characters, or takes nothing and answers false. */
  synchronized boolean take(long wanted) {
    long now = nanoTime.getAsLong();
    if (now - begin >= MINUTE) {
      begin = now;
      used = 0;
    }
    if (used + wanted > characters) {
      return false;
    }
    used += wanted;
    return true;
  }
}
