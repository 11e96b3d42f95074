package borboleta.cli;

import java.util.function.Supplier;

/**
 * Ends the process with one sentence when the user presses Ctrl-C. A plain exit would unload
 * libtorch under the thread that still computes, which ends in a crash report.
 */
public final class Interrupt implements AutoCloseable {
  private static final int BY_SIGINT = 130;

  private final Thread hook;

  /** Says the sentence when that happens. */
  public Interrupt(Supplier<String> sentence) {
    hook =
        new Thread(
            () -> {
              System.err.println();
              System.err.println(sentence.get());
              System.err.flush();
              Runtime.getRuntime().halt(BY_SIGINT);
            });
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(hook);
  }
}
