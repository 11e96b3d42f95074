package borboleta.course;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
   * Starts the command line with these arguments, as {@code environment/borboleta} does but without
   * its look at the set-up; what it prints goes to {@code build/logs/other-process.log}.
   *
   * @throws UncheckedIOException when it cannot be started
   */
  public static OtherProcess borboleta(Object... arguments) {
    Path build = Workspace.current().build();
    String library = build.resolve("lib/borboleta-0.1.0.jar").toString();
    String others = build.resolve("lib/jars").resolve("*").toString();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-Dfile.encoding=UTF-8", "-Duser.language=en"));
    command.addAll(List.of("-cp", library + File.pathSeparator + others));
    command.add("borboleta.cli.Borboleta");
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return start(command, build.resolve("logs/other-process.log"));
  }

  static OtherProcess start(List<String> command, Path log) {
    try {
      Files.createDirectories(log.getParent());
      return new OtherProcess(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
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
      waitUntil(reached);
    } finally {
      process.destroyForcibly();
    }
    return process.waitFor();
  }

  /**
   * Waits until {@code reached} holds and lets the process run on.
   *
   * @return whether it still runs
   */
  public boolean waitUntil(BooleanSupplier reached) throws InterruptedException {
    while (process.isAlive() && !reached.getAsBoolean()) {
      Thread.sleep(2);
    }
    return process.isAlive();
  }

  /** The number by which the system knows it. */
  public long pid() {
    return process.pid();
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
