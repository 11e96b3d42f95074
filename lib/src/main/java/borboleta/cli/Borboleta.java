package borboleta.cli;

import borboleta.cli.bench.BenchCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command line: one subcommand a file, errors as one sentence. */
@Command(
    name = "borboleta",
    description = "Multimodal language models, from their data to their answers.",
    mixinStandardHelpOptions = true,
    versionProvider = Borboleta.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed, with one sentence on stderr", "2:wrong usage"},
    footer = {"", "Help for one command: borboleta COMMAND --help"},
    subcommands = {
      DataCommand.class,
      TranslateCommand.class,
      EmulateTranslateCommand.class,
      AuditCommand.class,
      PlanCommand.class,
      FinetuneCommand.class,
      MergeCommand.class,
      ExportCommand.class,
      WatchCommand.class,
      GenerateCommand.class,
      EvaluateCommand.class,
      PretrainCommand.class,
      SeedsCommand.class,
      DownloadCommand.class,
      ParityCommand.class,
      BenchCommand.class
    })
public final class Borboleta implements Runnable {
  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of a failure.")
  private boolean debug;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs a command: 0 when it is done, 1 when it failed, 2 for wrong usage. */
  public static int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  /** The commands, their streams still to be chosen. */
  static CommandLine commandLine() {
    Borboleta borboleta = new Borboleta();
    return new CommandLine(borboleta)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Borboleta::misused)
        .setExecutionExceptionHandler(borboleta::failed);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getErr());
    throw new CommandLine.ParameterException(spec.commandLine(), "no command was given");
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
    if (debug) {
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

  /** Reads the version that the build wrote in the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Borboleta.class.getPackage().getImplementationVersion();
      return new String[] {"borboleta " + (version == null ? "(not from a jar)" : version)};
    }
  }
}
