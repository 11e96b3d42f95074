package borboleta.cli.bench;

import borboleta.data.WholeFile;
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
          "wide-full-fp32-2x316",
          "wide-full-bf16-4x188-checkpointing",
          "wide-projector-fp32-4x188",
          "deep-lora-fp32-8x188",
          "deep-lora-fp32-8x188-checkpointing",
          "deep-full-bf16-4x60",
          "deep-projector-bf16-8x60",
          "tiny-full-fp32-32x92",
          "tiny-full-fp32-32x92-checkpointing");

  @Parameters(paramLabel = "DIR", description = "Folder for the models; they are made once.")
  private Path folder;

  @Option(
      names = "--only",
      paramLabel = "WORK",
      description = "One work by its name in the table; may be given several times (default: all).")
  private List<String> only = new ArrayList<>(WORKS);

  @Option(
      names = "--keeping-blocks",
      description = "Measure each work once more as glibc runs it, with the blocks that it keeps.")
  private boolean keepingBlocks;

  @Option(names = "--csv", paramLabel = "FILE", description = "Write the figures to a file too.")
  private Path csv;

  @Option(names = "--work", hidden = true, description = "Run one work in this process.")
  private String work;

  @Spec private CommandSpec spec;

  private record Figures(Memory says, MemoryWork.Held is, MemoryWork.Held keeping) {
    double saysMib() {
      return says.needed() / MIB;
    }

    double stepSays() {
      return says.ofOneStep() / MIB;
    }

    double stepIs() {
      return is.peak() - is.still();
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (work != null) {
      MemoryWork own = MemoryWork.of(work);
      MemoryWork.Held held = own.run(own.model().in(folder));
      out.printf(Locale.ROOT, "%.0f %.0f%n", held.peak(), held.still());
      out.flush();
      return 0;
    }
    Map<MemoryWork, Figures> figures = new LinkedHashMap<>();
    head(
        "training steps | says, MiB | measured | error | a step adds: says | measured | error"
            + " | keeping blocks: says | measured");
    for (String name : only) {
      MemoryWork one = MemoryWork.of(name);
      Figures f =
          new Figures(
              plan(one),
              FreshProcess.of(folder, one, true),
              keepingBlocks ? FreshProcess.of(folder, one, false) : new MemoryWork.Held(0, 0));
      figures.put(one, f);
      print(
          "%s | %.0f | %.0f | %s | %.0f | %.0f | %s | %.0f | %s",
          name,
          f.saysMib(),
          f.is().peak(),
          error(f.saysMib(), f.is().peak()),
          f.stepSays(),
          f.stepIs(),
          error(f.stepSays(), f.stepIs()),
          f.says().shown() / MIB,
          keepingBlocks ? String.format(Locale.ROOT, "%.0f", f.keeping().peak()) : "-");
    }
    spec.commandLine().getOut().println();
    checkpointing(figures);
    if (csv != null) {
      WholeFile.write(csv, file -> file.write(table(figures)));
    }
    return 0;
  }

  private void checkpointing(Map<MemoryWork, Figures> figures) {
    head("activations fall by checkpointing | says | measured | error");
    figures.forEach(
        (one, off) -> {
          Figures on = figures.get(one.checkpointed());
          if (!one.checkpointing() && on != null) {
            double says = off.stepSays() / on.stepSays();
            double is = off.stepIs() / on.stepIs();
            print("%s | %.2f | %.2f | %s", one.name(), says, is, error(says, is));
          }
        });
  }

  private static String table(Map<MemoryWork, Figures> figures) {
    StringBuilder text =
        new StringBuilder("work,says_mib,measured_mib,step_says_mib,step_measured_mib\n");
    figures.forEach(
        (one, f) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "%s,%.0f,%.0f,%.0f,%.0f%n",
                    one.name(),
                    f.saysMib(),
                    f.is().peak(),
                    f.stepSays(),
                    f.stepIs())));
    return text.toString();
  }

  private static String error(double says, double is) {
    return String.format(Locale.ROOT, "%+.1f %%", 100 * (says / is - 1));
  }

  private void head(String columns) {
    print(columns);
    print("---|".repeat(columns.split("\\|").length - 1) + "---");
  }

  private void print(String format, Object... cells) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(Locale.ROOT, "| " + format + " |%n", cells);
    out.flush();
  }

  private Memory plan(MemoryWork one) throws IOException {
    Architecture model = Architectures.ofNameOrFolder(one.model().in(folder).toString());
    int patches = model.tower().positions() - 1;
    return Memory.of(model, one.job(patches), Constants.FITTED);
  }
}
