package borboleta.cli;

import borboleta.tensor.WeightType;
import borboleta.train.AdapterMerge;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes one model of a base and an adapter. */
@Command(
    name = "merge",
    description = {
      "Make one model of a base and what was trained for it: a LoRA adapter, or a projector alone.",
      "Merged and unmerged logits are compared first; where they do not agree nothing is written.",
      "Example: merge models/tiny-base build/runs/mine/adapter build/merged"
    },
    mixinStandardHelpOptions = true)
final class MergeCommand implements Callable<Integer> {
  /** Types of the merged weights. */
  enum Type {
    FP32(WeightType.FLOAT32),
    BF16(WeightType.BFLOAT16);

    private final WeightType type;

    Type(WeightType type) {
      this.type = type;
    }
  }

  @Parameters(index = "0", paramLabel = "BASE", description = "Model folder.")
  private Path base;

  @Parameters(index = "1", paramLabel = "ADAPTER", description = "adapter/ or projector/ of a run.")
  private Path adapter;

  @Parameters(index = "2", paramLabel = "OUT", description = "Folder for the merged model.")
  private Path out;

  @Option(
      names = "--dtype",
      defaultValue = "fp32",
      paramLabel = "TYPE",
      description = "Type of the merged weights: fp32 or bf16 (default ${DEFAULT-VALUE}).")
  private Type type;

  @Option(names = "--json", description = "Print folder, difference and tolerance as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    AdapterMerge merge = AdapterMerge.run(base, adapter, out, type.type);
    PrintWriter printer = spec.commandLine().getOut();
    printer.println(
        json
            ? new ObjectMapper()
                .createObjectNode()
                .put("model", out.toString())
                .put("difference", merge.difference())
                .put("tolerance", merge.tolerance())
            : "%s (merged and unmerged logits differ by %.1e, tolerance %.1e)"
                .formatted(out, merge.difference(), merge.tolerance()));
    printer.flush();
    return 0;
  }
}
