package borboleta.cli;

import borboleta.train.Recipe;
import borboleta.train.plan.Architectures;
import borboleta.train.plan.Device;
import borboleta.train.plan.Engine;
import borboleta.train.plan.Plan;
import borboleta.train.plan.Precision;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells memory and time of a training run before it is paid for. */
@Command(
    name = "plan",
    description = {
      "Tell the memory and the time of a training run before it is paid for, on each device; and"
          + " what to change where it does not fit.",
      "Example: plan --preset llava-1.5-lora --model llava-1.5-13b --device a100-80",
      "Example: plan --recipe my.json --model models/tiny-base --engine kit --device this-machine",
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

  /** What learns, where it is not the recipe that tells. */
  enum Method {
    FULL,
    LORA,
    QLORA,
    PROJECTOR
  }

  @Option(
      names = "--model",
      defaultValue = "llava-1.5-7b",
      paramLabel = "NAME|DIR",
      description =
          "Known architecture, or a model folder, of which only config.json is read (default"
              + " ${DEFAULT-VALUE}). An unknown name lists the known ones.")
  private String model;

  @Option(
      names = "--preset",
      defaultValue = "llava-1.5-lora",
      paramLabel = "NAME",
      description = "Recipe that comes with the kit (default ${DEFAULT-VALUE}).")
  private String preset;

  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description = "Recipe as JSON; what it does not name is the preset's.")
  private Path recipe;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting of the recipe; may be given several times.")
  private Map<String, String> settings = new LinkedHashMap<>();

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
    Recipe base = Recipe.preset(preset);
    base = recipe == null ? base : Recipe.read(recipe, base);
    return base.with(Recipe.values(settings));
  }

  private Plan plan(Recipe chosen, Device device) throws IOException {
    boolean here = device.name().equals(Device.THIS);
    boolean kit =
        engine == null ? here && zero == 0 && method != Method.QLORA : engine == Engine.KIT;
    Plan plan =
        Plan.of(Architectures.ofNameOrFolder(model), chosen, kit ? Engine.KIT : Engine.PYTORCH);
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
    return plan.with(more);
  }
}
