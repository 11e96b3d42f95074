package borboleta.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The kit's command line in a process of its own, which a lesson may kill. */
public final class OtherProcess implements AutoCloseable {
  private final Process process;

  private OtherProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts {@code environment/borboleta} with these arguments; what it prints is dropped.
   *
   * @throws UncheckedIOException when it cannot be started
   */
  public static OtherProcess borboleta(Object... arguments) {
    List<String> command = new ArrayList<>();
    Path home = Workspace.current().home();
    command.add(home.resolve("environment/borboleta").toString());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return start(command);
  }

  static OtherProcess start(List<String> command) {
    try {
      return new OtherProcess(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the command %s could not be started: %s".formatted(command.get(0), e.getMessage()), e);
    }
  }

  /**
   * Waits until {@code reached} holds and kills the process then, as {@code kill -9} does.
   *
   * @return the exit status: 137 when it was killed, its own when it ended before that
   * @throws InterruptedException when the waiting is interrupted; the process is killed then too
   */
  public int killWhen(BooleanSupplier reached) throws InterruptedException {
    try {
      while (process.isAlive() && !reached.getAsBoolean()) {
        Thread.sleep(2);
      }
    } finally {
      process.destroyForcibly();
    }
    return process.waitFor();
  }

  /** Waits until it ends and returns its exit status. */
  public int await() throws InterruptedException {
    return process.waitFor();
  }

  /** Kills it if it still runs. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
