package borboleta.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Ends the process with one sentence when the user presses Ctrl-C. Every way to end a JVM, halt
 * among them, unloads libtorch; under a thread that still computes this is a crash. So the thread
 * that computes passes through {@link #here} between its steps and rests there once the end has
 * begun; a step that takes longer than a few seconds is not waited for.
 */
public final class Interrupt implements AutoCloseable {
  private static final int BY_SIGINT = 130;
  private static final long PATIENCE_SECONDS = 5;

  private final CountDownLatch resting = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean ending;

  /** Prepares for the end of a thread that computes nothing with libtorch. */
  public Interrupt(Supplier<String> sentence) {
    this(sentence, 0);
  }

  private Interrupt(Supplier<String> sentence, long patienceSeconds) {
    hook = new Thread(() -> end(sentence, patienceSeconds));
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Prepares for the end of a thread that calls {@link #here} between its steps. */
  static Interrupt betweenSteps(Supplier<String> sentence) {
    return new Interrupt(sentence, PATIENCE_SECONDS);
  }

  private void end(Supplier<String> sentence, long patienceSeconds) {
    ending = true;
    try {
      resting.await(patienceSeconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.err.println();
    System.err.println(sentence.get());
    System.err.flush();
    Runtime.getRuntime().halt(BY_SIGINT);
  }

  /** Returns at once, or never where the process is about to end: nothing computes here. */
  void here() {
    while (ending) {
      resting.countDown();
      try {
        Thread.sleep(Long.MAX_VALUE);
      } catch (InterruptedException e) {
        continue; // the end comes all the same
      }
    }
  }

  @Override
  public void close() {
    here();
    Runtime.getRuntime().removeShutdownHook(hook);
  }
}
