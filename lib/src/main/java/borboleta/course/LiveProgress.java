package borboleta.course;

import borboleta.data.Progress;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One line that tells how far a task is: bar, counts, speed, remaining time. It replaces itself, at
 * most every half second; the last state stays.
 */
public final class LiveProgress implements Progress, AutoCloseable {
  private static final long PAUSE = 500_000_000L;
  private static final int BAR = 24;

  private final String task;
  private final Screen screen;
  private final LongSupplier nanos;
  private final Supplier<String> beside;
  private final long started;
  private String place;
  private long lastShown;
  private long done;
  private long total;
  private String unit = "";
  private long finished = -1;

  /** Starts the clock; the line appears with the first update. */
  public LiveProgress(String task) {
    this(task, Screen.current(), System::nanoTime);
  }

  /**
   * The same, with a few words that are asked for whenever the line is shown, such as the money
   * spent so far.
   */
  public LiveProgress(String task, Supplier<String> beside) {
    this(task, Screen.current(), System::nanoTime, beside);
  }

  LiveProgress(String task, Screen screen, LongSupplier nanos) {
    this(task, screen, nanos, () -> "");
  }

  LiveProgress(String task, Screen screen, LongSupplier nanos, Supplier<String> beside) {
    this.task = task;
    this.screen = screen;
    this.nanos = nanos;
    this.beside = beside;
    this.started = nanos.getAsLong();
  }

  @Override
  public synchronized void update(long done, long total, String unit) {
    this.done = done;
    this.total = total;
    this.unit = unit;
    long now = nanos.getAsLong();
    boolean whole = total > 0 && done >= total;
    if (whole && finished < 0) {
      finished = now;
    } else if (!whole) {
      finished = -1;
    }
    if (place == null || whole || now - lastShown >= PAUSE) {
      show(now);
    }
  }

  /** Shows the last state. */
  @Override
  public synchronized void close() {
    if (place != null) {
      show(finished < 0 ? nanos.getAsLong() : finished);
      if (!screen.isNotebook()) {
        System.err.println();
      }
    }
  }

  private void show(long now) {
    lastShown = now;
    String words = beside.get();
    String line = line((now - started) / 1e9) + (words.isEmpty() ? "" : ", " + words);
    if (place == null) {
      place = screen.isNotebook() ? screen.show(line) : "";
    }
    // In a shell the line must not end, or it could not be replaced.
    screen.replace(place, line);
  }

  private String line(double seconds) {
    double rate = seconds > 0 ? done / seconds : 0;
    if (total > 0 && done >= total) {
      return "%s: %s %s in %s (%s/s)"
          .formatted(task, count(done), unit, time(seconds), speed(rate));
    }
    if (total <= 0) {
      return "%s: %s %s, %s/s".formatted(task, count(done), unit, speed(rate));
    }
    double share = (double) done / total;
    int full = (int) Math.floor(share * BAR);
    String left = rate > 0 ? ", " + time((total - done) / rate) + " left" : "";
    return "%s: %s%s %3.0f %%  %s of %s %s, %s/s%s"
        .formatted(
            task,
            "█".repeat(full),
            "░".repeat(BAR - full),
            100 * share,
            count(done),
            count(total),
            unit,
            speed(rate),
            left);
  }

  private static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  private static String speed(double rate) {
    return String.format(Locale.ROOT, rate < 10 ? "%.1f" : "%,.0f", rate);
  }

  static String time(double seconds) {
    long s = Math.max(0, Math.round(seconds));
    return s < 90 ? s + " s" : "%d min %02d s".formatted(s / 60, s % 60);
  }
}
