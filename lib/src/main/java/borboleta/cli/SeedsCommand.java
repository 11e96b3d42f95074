package borboleta.cli;

import borboleta.course.Journey;
import borboleta.course.SeedFigures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains with several seeds and reports all of them. */
@Command(
    name = "seeds",
    description = {
      "Teach the base Portuguese with several seeds and write what each model answers.",
      "Runs that are finished already are only examined; one that was cut off goes on.",
      "Example: seeds --seeds 1,2,3"
    },
    mixinStandardHelpOptions = true)
final class SeedsCommand implements Callable<Integer> {
  @Option(
      names = "--seeds",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,2,3",
      description = "Orders of the records (default ${DEFAULT-VALUE}).")
  private List<Long> seeds;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "JSON with one object a seed (default portuguese_seeds.json beside the base).")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Journey journey = Journey.here();
    Path file = out == null ? journey.base().resolve("portuguese_seeds.json") : out;
    SeedFigures.measure(journey, seeds, file);
    PrintWriter stdout = spec.commandLine().getOut();
    stdout.println(file);
    stdout.flush();
    return 0;
  }
}
