package borboleta.spark;

import borboleta.cli.EmulateTranslateCommand;
import borboleta.cli.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line of what needs Spark. */
@Command(
    name = "borboleta-spark",
    description = "The translation, for more records than one machine reads.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Help for one command: borboleta-spark COMMAND --help"},
    subcommands = {
      TranslateCommand.class,
      PlanCommand.class,
      BenchCommand.class,
      EmulateTranslateCommand.class
    })
public final class BorboletaSpark implements Runnable {
  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of a failure.")
  private boolean debug;

  @Spec private CommandSpec spec;

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs a command: 0 when it is done, 1 when it failed, 2 for wrong usage. */
  public static int run(String... arguments) {
    BorboletaSpark borboleta = new BorboletaSpark();
    return Shell.of(borboleta, () -> borboleta.debug).execute(arguments);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getErr());
    throw new ParameterException(spec.commandLine(), "no command was given");
  }
}
