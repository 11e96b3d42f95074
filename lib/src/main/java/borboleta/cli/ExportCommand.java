package borboleta.cli;

import borboleta.data.WholeFolder;
import borboleta.train.Recipe;
import borboleta.train.export.DeepspeedExport;
import borboleta.train.export.GlobalBatch;
import borboleta.train.export.Launch;
import borboleta.train.export.Problem;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what other programs need to train by one of the kit's recipes. */
@Command(
    name = "export",
    description = "Write what another program needs to train by a recipe.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Runnable {
  /** LLaVA's scripts are for eight GPUs; the other presets are for one. */
  private static final int GPUS_OF_LLAVA = 8;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to export for: deepspeed");
  }

  @Command(
      name = "deepspeed",
      description = {
        "Write a folder for the official LLaVA repository's launcher: records, pictures, DeepSpeed's"
            + " settings, a script with the recipe's settings, and how to run it and bring the"
            + " result home.",
        "Records, pictures and settings are checked first; every problem is printed, one a line,"
            + " and nothing is written.",
        "Example: export deepspeed build/cluster --preset llava-1.5-lora --records train.json"
            + " --images images --model-name liuhaotian/llava-v1.5-13b"
      },
      mixinStandardHelpOptions = true)
  int deepspeed(
      @Parameters(paramLabel = "DIR", description = "Folder to write; it must not hold anything.")
          Path folder,
      @Mixin RecipeOptions recipes,
      @Option(
              names = "--records",
              required = true,
              paramLabel = "FILE",
              description = "LLaVA's JSON; unknown keys are kept.")
          Path records,
      @Option(
              names = "--images",
              required = true,
              paramLabel = "DIR",
              description = "Folder of the records' pictures.")
          Path images,
      @Option(
              names = "--gpus",
              paramLabel = "N",
              description =
                  "GPUs of the training machine (8 for the llava-1.5 presets, 1 for the others).")
          Integer gpus,
      @Option(
              names = "--global-batch",
              paramLabel = "N",
              description =
                  "Records a step over all GPUs (the recipe's batch x accumulation, on 8 GPUs for"
                      + " the llava-1.5 presets, on 1 for the others).")
          Integer globalBatch,
      @Option(
              names = "--model-name",
              defaultValue = "lmsys/vicuna-13b-v1.5",
              paramLabel = "NAME",
              description = "Model to start from, on the training machine (${DEFAULT-VALUE}).")
          String model,
      @Option(
              names = "--vision-tower",
              defaultValue = Launch.TOWER,
              paramLabel = "NAME",
              description = "Vision tower, on the training machine (${DEFAULT-VALUE}).")
          String tower,
      @Option(
              names = "--projector",
              paramLabel = "FILE",
              description =
                  "mm_projector.bin of the first stage, on the training machine; a LLaVA has its"
                      + " own.")
          String projector,
      @Option(
              names = "--zero",
              paramLabel = "STAGE",
              description = "Stage of ZeRO, 2 or 3 (2 for the projector alone, else 3).")
          Integer zero,
      @Option(
              names = "--copy",
              description = "Copy pictures also where a second name of the same file would do.")
          boolean copy,
      @Option(names = "--json", description = "Print the problems, or what was written, as JSON.")
          boolean json)
      throws IOException {
    WholeFolder.refuseToReplace(folder);
    Recipe recipe = recipes.recipe();
    int reference = recipes.preset().startsWith("llava-1.5-") ? GPUS_OF_LLAVA : 1;
    int wanted = globalBatch == null ? recipe.recordsPerStep() * reference : globalBatch;
    boolean projectorOnly = recipe.parts().projectorOnly();
    String name = projectorOnly ? "projector" : recipe.lora().enabled() ? "lora" : "full";
    Launch launch =
        new Launch(
            model,
            tower,
            projector,
            GlobalBatch.of(wanted, gpus == null ? reference : gpus, recipe.batch()),
            zero == null ? projectorOnly ? 2 : 3 : zero,
            // LLaVA's own loader tells what a folder holds by these words in its name.
            "llava-" + name);
    DeepspeedExport export = new DeepspeedExport(recipe, launch, records, images);
    try (ShellProgress progress = new ShellProgress("export")) {
      List<Problem> problems = export.check(progress);
      if (!problems.isEmpty()) {
        report(problems, json);
        throw new IOException(
            "%,d problems, listed above; nothing was written to %s"
                .formatted(problems.size(), folder));
      }
      long steps = export.write(folder, copy, progress);
      print(
          json
              ? new ObjectMapper()
                  .createObjectNode()
                  .put("folder", folder.toString())
                  .put("steps", steps)
                  .put("records_per_step", launch.batch().records())
                  .toString()
              : "%s (%,d steps of %d records; README.md says how to run it)"
                  .formatted(folder, steps, launch.batch().records()));
    }
    return 0;
  }

  private void report(List<Problem> problems, boolean json) {
    if (json) {
      ArrayNode all = new ObjectMapper().createArrayNode();
      problems.forEach(p -> all.addObject().put("where", p.where()).put("problem", p.what()));
      print(all.toString());
    } else {
      problems.forEach(p -> print(p.where() + ": " + p.what()));
    }
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
