package borboleta.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** How every command of the kit fails: with one sentence on stderr and an exit code. */
public final class Shell {
  private final BooleanSupplier debug;

  private Shell(BooleanSupplier debug) {
    this.debug = debug;
  }

  /**
   * Makes a command line of a command: 0 when it is done, 1 when it failed, 2 for wrong usage.
   *
   * @param debug whether a failure's stack trace is printed too
   */
  public static CommandLine of(Object command, BooleanSupplier debug) {
    return new CommandLine(command)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Shell::misused)
        .setExecutionExceptionHandler(new Shell(debug)::failed);
  }

  private static int misused(CommandLine.ParameterException misuse, String[] arguments) {
    CommandLine command = misuse.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    PrintWriter err = command.getErr();
    err.printf("%s: %s; see %s --help%n", name, misuse.getMessage(), name);
    err.flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private int failed(Exception failure, CommandLine command, ParseResult arguments) {
    PrintWriter err = command.getErr();
    err.println(command.getCommandSpec().qualifiedName() + ": " + sentence(failure));
    if (debug.getAsBoolean()) {
      failure.printStackTrace(err);
    }
    err.flush();
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  private static String sentence(Exception failure) {
    if (failure instanceof UncheckedIOException wrapped) {
      return sentence(wrapped.getCause());
    }
    if (failure instanceof FileSystemException file) {
      return "cannot use %s (%s)".formatted(file.getFile(), reason(file));
    }
    boolean ours =
        failure instanceof IOException
            || failure instanceof IllegalArgumentException
            || failure instanceof IllegalStateException;
    return ours && failure.getMessage() != null
        ? failure.getMessage()
        : "failed by a fault of its own, %s; run it again with --debug"
            .formatted(failure.toString().lines().findFirst().orElse(""));
  }

  private static String reason(FileSystemException failure) {
    if (failure.getReason() != null) {
      return failure.getReason();
    }
    return switch (failure.getClass().getSimpleName()) {
      case "NoSuchFileException" -> "there is no such file";
      case "AccessDeniedException" -> "permission denied";
      case "FileAlreadyExistsException" -> "a file of that name is in the way";
      default -> failure.getClass().getSimpleName();
    };
  }
}
