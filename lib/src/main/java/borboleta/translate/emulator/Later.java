package borboleta.translate.emulator;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Takes as long as the real service does, without a thread that waits. */
final class Later implements AutoCloseable {
  private final Duration latency;
  private final ScheduledExecutorService clock =
      Executors.newScheduledThreadPool(
          2,
          task -> {
            Thread thread = new Thread(task, "emulator");
            thread.setDaemon(true);
            return thread;
          });

  Later(Duration latency) {
    this.latency = latency;
  }

  /** Runs a task after the latency; at once when there is none. */
  void run(Runnable task) {
    if (latency.isZero()) {
      task.run();
      return;
    }
    try {
      clock.schedule(task, latency.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      // The emulator is closing; the caller finds its line cut.
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
