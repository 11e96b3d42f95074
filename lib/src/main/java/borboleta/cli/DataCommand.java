package borboleta.cli;

import borboleta.course.Workspace;
import borboleta.data.EmojiWorld;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes data sets. */
@Command(
    name = "data",
    description = "Make a data set.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = DataCommand.Emoji.class)
final class DataCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "no data set was named");
  }

  /** Makes an emoji world. */
  @Command(
      name = "emoji",
      description = {
        "Make the emoji world.",
        "Pictures of drawn things with questions, answers and captions in English and Portuguese, in"
            + " LLaVA's format, with a data card."
      },
      mixinStandardHelpOptions = true)
  static final class Emoji implements Callable<Integer> {
    @Option(
        names = "--records",
        defaultValue = "20000",
        paramLabel = "N",
        description = "Training records (default: ${DEFAULT-VALUE}).")
    private int records;

    @Option(
        names = "--seed",
        defaultValue = "1",
        paramLabel = "N",
        description = "Equal seeds give equal bytes (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
        names = "--out",
        paramLabel = "DIR",
        description = "Folder to make (default: build/data/emoji in the project).")
    private Path out;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      Workspace workspace = Workspace.current();
      Path folder = out == null ? workspace.emoji() : out;
      long start = System.nanoTime();
      try (ShellProgress progress = new ShellProgress("emoji world")) {
        EmojiWorld.write(folder, records, seed, workspace.npm(), progress);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      PrintWriter result = spec.commandLine().getOut();
      result.printf(
          "%s: %,d records, %.1f MB, made in %.0f s%n",
          folder, records, megabytes(folder), seconds);
      result.flush();
      return 0;
    }

    private static double megabytes(Path folder) throws IOException {
      try (Stream<Path> paths = Files.walk(folder)) {
        return paths.filter(Files::isRegularFile).mapToLong(p -> p.toFile().length()).sum() / 1e6;
      }
    }
  }
}
