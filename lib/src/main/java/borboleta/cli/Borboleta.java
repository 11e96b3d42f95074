package borboleta.cli;

import borboleta.cli.bench.BenchCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
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
    return Shell.of(borboleta, () -> borboleta.debug);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getErr());
    throw new CommandLine.ParameterException(spec.commandLine(), "no command was given");
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
