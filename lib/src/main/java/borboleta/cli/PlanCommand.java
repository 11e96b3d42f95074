package borboleta.cli;

import borboleta.train.Recipe;
import borboleta.train.plan.Architecture;
import borboleta.train.plan.Architectures;
import borboleta.train.plan.Device;
import borboleta.train.plan.Engine;
import borboleta.train.plan.Plan;
import borboleta.train.plan.Precision;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells memory and time of a training run before it is paid for. */
@Command(
    name = "plan",
    description = {
      "Tell the memory and the time of a training run before it is paid for, on each device; and"
          + " what to change where it does not fit.",
      "Example: plan tcc-13b --device rtx-4090 --device a100-80",
      "Example: plan my.json --model models/tiny-base --device this-machine",
      "Example: plan llava-1.5-finetune --devices 8 --zero 3 --device a100-40 --records 665298",
      "Example: plan --calibration"
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:planned",
      "1:failed, with one sentence on stderr",
      "2:wrong usage",
      "3:planned, and a device named by --device does not hold it"
    })
final class PlanCommand implements Callable<Integer> {
  private static final int DOES_NOT_FIT = 3;

  /** The models that presets are for, where it is not LLaVA's 7B. */
  private static final Map<String, String> MODELS =
      Map.of("tcc-13b", "llava-1.5-13b", "tiny", "tiny-base");

  /** What learns, where it is not the recipe that tells. */
  enum Method {
    FULL,
    LORA,
    QLORA,
    PROJECTOR
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "PRESET|FILE",
      description =
          "Recipe that comes with the kit, or a recipe as JSON: instead of --preset or --recipe.")
  private String named;

  @Mixin private RecipeOptions recipe;

  @Option(
      names = "--model",
      paramLabel = "NAME|DIR",
      description =
          "Known architecture, or a model folder, of which only config.json is read (default:"
              + " llava-1.5-7b; of tcc-13b llava-1.5-13b, of tiny the tiny base). An unknown name"
              + " lists the known ones.")
  private String model;

  @Option(
      names = "--method",
      paramLabel = "WHAT",
      description = "What learns: full, lora, qlora or projector (default: as the recipe says).")
  private Method method;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description = "Device; may be given several times (default: all known ones).")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--devices",
      defaultValue = "1",
      paramLabel = "N",
      description = "How many of them work together (default ${DEFAULT-VALUE}).")
  private int devices;

  @Option(
      names = "--zero",
      defaultValue = "0",
      paramLabel = "STAGE",
      description =
          "Stage of DeepSpeed's ZeRO, 0 for whole replicas (default ${DEFAULT-VALUE}; LLaVA's"
              + " scripts: 2 to pretrain, 3 to fine-tune).")
  private int zero;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description =
          "Whose layers compute: pytorch (transformers, PEFT, DeepSpeed) or kit (this library)."
              + " Default: pytorch, but kit on this machine.")
  private Engine engine;

  @Option(
      names = "--precision",
      paramLabel = "NAME",
      description =
          "fp32, autocast (fp32 weights, bf16 products), bf16 (all), mixed (bf16, optimizer fp32;"
              + " default as the recipe says).")
  private Precision precision;

  @Option(
      names = "--plan-set",
      paramLabel = "KEY=VALUE",
      description =
          "One setting of the plan that no recipe has: mean_length, lengths_vary, words_learn,"
              + " fused_loss, tower_positions, vit_gradient_checkpointing, answer_positions …")
  private Map<String, String> planSettings = new LinkedHashMap<>();

  @Option(
      names = "--records",
      paramLabel = "N",
      description = "Records of the data, for the hours of the whole run.")
  private Long records;

  @Option(
      names = "--calibration",
      description =
          "Print what others published beside what the same formulae say, each with its error.")
  private boolean calibration;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (calibration) {
      out.print(json ? CalibrationText.json() : CalibrationText.table());
      out.flush();
      return 0;
    }
    if (records != null && records < 1) {
      throw new ParameterException(
          spec.commandLine(), "--records is " + records + "; give 1 or more");
    }
    List<Device> on = names.isEmpty() ? Device.all() : names.stream().map(Device::of).toList();
    PlanText text = new PlanText(records);
    Recipe chosen = chosen();
    for (Device device : on) {
      text.add(device, plan(chosen, device), chosen.work().epochs());
    }
    out.print(json ? text.json() : text.table());
    out.flush();
    return names.isEmpty() || text.allFit() ? 0 : DOES_NOT_FIT;
  }

  private Recipe chosen() throws IOException {
    if (named != null && recipe.isNamed()) {
      throw new ParameterException(
          spec.commandLine(),
          "name the recipe once: %s, or --preset and --recipe".formatted(named));
    }
    if (named != null && Files.isRegularFile(Path.of(named))) {
      return recipe.change(Recipe.read(Path.of(named), Recipe.preset(recipe.preset())));
    }
    return recipe.isNamed() ? recipe.recipe() : recipe.change(Recipe.preset(preset()));
  }

  /** Name of the preset where no file is named. */
  private String preset() {
    return recipe.isNamed() ? recipe.preset() : named == null ? "llava-1.5-lora" : named;
  }

  private Architecture architecture() throws IOException {
    String own = MODELS.getOrDefault(preset(), "llava-1.5-7b");
    return Architectures.ofNameOrFolder(model == null ? own : model);
  }

  private Plan plan(Recipe chosen, Device device) throws IOException {
    boolean here = device.name().equals(Device.THIS);
    boolean kit =
        engine == null ? here && zero == 0 && method != Method.QLORA : engine == Engine.KIT;
    Plan plan = Plan.of(architecture(), chosen, kit ? Engine.KIT : Engine.PYTORCH);
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("devices", devices);
    more.put("zero_stage", zero);
    if (precision != null) {
      more.put("precision", precision);
    }
    if (method != null) {
      boolean adapts = method == Method.LORA || method == Method.QLORA;
      more.put("language_learns", method == Method.FULL);
      more.put("lora_r", adapts ? chosen.lora().rank() : 0);
      more.put("four_bits", method == Method.QLORA);
      more.put("projector_learns", plan.model().projector() > 0);
    }
    more.putAll(Recipe.values(planSettings));
    Plan whole = plan.with(more);
    if (!whole.job().learns()) {
      throw new IllegalArgumentException(
          "nothing of %s learns: it has no projector; choose --method lora or full"
              .formatted(plan.model().name()));
    }
    return whole;
  }
}
