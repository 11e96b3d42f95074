package borboleta.cli;

import borboleta.data.Progress;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows progress on stderr, as a bar, once a task has taken two seconds. */
public final class ShellProgress implements Progress, AutoCloseable {
  private static final long PATIENCE_NANOS = 2_000_000_000L;

  private final String task;
  private final Supplier<String> note;
  private final long start = System.nanoTime();
  private ProgressBar bar;

  /** Shows a task by its name. */
  public ShellProgress(String task) {
    this(task, () -> "");
  }

  /** Shows a note behind the bar, asked for at every update. */
  public ShellProgress(String task, Supplier<String> note) {
    this.task = task;
    this.note = note;
  }

  @Override
  public synchronized void update(long done, long total, String unit) {
    if (bar == null && System.nanoTime() - start > PATIENCE_NANOS) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(total)
              .setUnit(" " + unit, 1)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(500)
              .setConsumer(new ConsoleProgressBarConsumer(System.err))
              .build();
    }
    if (bar != null) {
      bar.maxHint(total);
      bar.stepTo(done);
      bar.setExtraMessage(note.get());
    }
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
