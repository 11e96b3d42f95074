package borboleta.cli.bench;

import borboleta.train.plan.Architecture;
import borboleta.train.plan.Architectures;
import borboleta.train.plan.Constants;
import borboleta.train.plan.Memory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures what training steps hold at their peak, beside what the planner says. */
@Command(
    name = "memory",
    description = {
      "Run training steps of several sizes, each in a process of its own, and print predicted and"
          + " measured peak memory as a table of Markdown.",
      "Example: bench memory build/bench/memory"
    },
    mixinStandardHelpOptions = true)
final class MemoryBench implements Callable<Integer> {
  private static final double MIB = 0x1p20;

  private static final List<String> WORKS =
      List.of(
          "wide-lora-fp32-4x60",
          "wide-lora-fp32-8x316",
          "wide-lora-fp32-8x316-checkpointing",
          "wide-lora-bf16-8x316",
          "wide-lora-bf16-8x316-checkpointing",
          "wide-full-fp32-4x316",
          "wide-full-fp32-4x316-checkpointing",
          "wide-full-bf16-8x316-checkpointing",
          "wide-projector-fp32-8x316",
          "deep-lora-fp32-8x188",
          "deep-lora-fp32-8x188-checkpointing",
          "deep-full-bf16-4x188",
          "deep-projector-bf16-16x60");

  @Parameters(paramLabel = "DIR", description = "Folder for the models; they are made once.")
  private Path folder;

  @Option(names = "--work", hidden = true, description = "Run one work in this process.")
  private String work;

  @Spec private CommandSpec spec;

  private final Map<MemoryWork, Double> predicted = new LinkedHashMap<>();
  private final Map<MemoryWork, Double> measured = new LinkedHashMap<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (work != null) {
      MemoryWork own = MemoryWork.of(work);
      out.println(own.run(own.model().in(folder)));
      out.flush();
      return 0;
    }
    List<MemoryWork> works = WORKS.stream().map(MemoryWork::of).toList();
    List<MemoryWork> all = new ArrayList<>(works);
    works.stream().map(MemoryWork::floor).distinct().forEach(all::add);
    out.println(
        "| training steps | predicted, MiB | measured, MiB | error | the process, MiB |\n"
            + "|---|---|---|---|---|");
    for (MemoryWork one : all) {
      predicted.put(one, predicted(one));
      measured.put(one, FreshProcess.peak(folder, one, true));
      out.println(
          row(
              "| %s | %.0f | %.0f | %+.1f %% | %.0f |",
              one.name(),
              predicted.get(one),
              measured.get(one),
              FreshProcess.peak(folder, one, false)));
      out.flush();
    }
    out.println(
        "\n| activations fall by checkpointing | predicted | measured | error |\n"
            + "|---|---|---|---|");
    for (MemoryWork one : works) {
      if (!one.checkpointing() && measured.containsKey(one.checkpointed())) {
        out.println(
            row(
                "| %s | %.2f | %.2f | %+.1f %% |",
                one.name(), factor(predicted, one), factor(measured, one)));
      }
    }
    out.flush();
    return 0;
  }

  /** A row whose third column is the error of the first figure against the second. */
  private static String row(String format, String name, double says, double is, Object... more) {
    List<Object> cells = new ArrayList<>(List.of(name, says, is, 100 * (says / is - 1)));
    cells.addAll(List.of(more));
    return String.format(Locale.ROOT, format, cells.toArray());
  }

  private static double factor(Map<MemoryWork, Double> peaks, MemoryWork one) {
    double floor = peaks.get(one.floor());
    return (peaks.get(one) - floor) / (peaks.get(one.checkpointed()) - floor);
  }

  private double predicted(MemoryWork one) throws IOException {
    Architecture model = Architectures.ofNameOrFolder(one.model().in(folder).toString());
    int patches = model.tower().positions() - 1;
    return Memory.of(model, one.job(patches), Constants.FITTED).needed() / MIB;
  }
}
