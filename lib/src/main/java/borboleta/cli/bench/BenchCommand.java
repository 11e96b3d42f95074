package borboleta.cli.bench;

import borboleta.hub.LoadOptions;
import borboleta.nn.Quantization;
import borboleta.tensor.WeightType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures speed on the work of the Python peer. */
@Command(
    name = "bench",
    description = {
      "Measure speed on the work of lib/bench/peer.py and print its JSON, so that both can be run"
          + " in turn on one machine.",
      "Example: bench train build/bench/llava --dtype bf16"
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(train|generate|quality|translate|audit|curves|memory|race)",
    subcommands = {PeerRace.class, AuditBench.class, CurvesBench.class, MemoryBench.class})
public final class BenchCommand {
  @Spec private CommandSpec spec;

  /** Types of weights, under the names that the peer has for them. */
  public enum Type {
    FP32(WeightType.FLOAT32, Quantization.NONE),
    BF16(WeightType.BFLOAT16, Quantization.NONE),
    INT8(WeightType.BFLOAT16, Quantization.INT8),
    INT4(WeightType.BFLOAT16, Quantization.INT4);

    final WeightType type;
    final Quantization quantization;

    Type(WeightType type, Quantization quantization) {
      this.type = type;
      this.quantization = quantization;
    }

    /** How a checkpoint is loaded in this type. */
    public LoadOptions options() {
      return LoadOptions.quantized(type, quantization);
    }
  }

  @Command(
      name = "train",
      description =
          "One LoRA step: 4 rows of a picture and 60 words, the median of --steps after two.",
      mixinStandardHelpOptions = true)
  int train(
      @Parameters(paramLabel = "MODEL_DIR", description = "LLaVA in Hugging Face's form.")
          Path model,
      @Option(
              names = "--dtype",
              defaultValue = "fp32",
              paramLabel = "TYPE",
              description = "Type of the frozen weights: fp32 or bf16 (default ${DEFAULT-VALUE}).")
          Type type,
      @Option(
              names = "--steps",
              defaultValue = "8",
              paramLabel = "N",
              description = "Timed steps (default ${DEFAULT-VALUE}).")
          int steps,
      @Option(
              names = "--checkpointing",
              description = "Compute each layer's insides again on the way back.")
          boolean checkpointing)
      throws IOException {
    if (type.quantization != Quantization.NONE) {
      throw new IOException("--dtype " + name(type) + " only generates; train with fp32 or bf16");
    }
    positive("--steps", steps);
    return print(
        TrainBench.run(
            model,
            type.type,
            checkpointing,
            steps,
            step -> tell("train: step %d of %d", step, steps + 2)),
        type);
  }

  @Command(
      name = "generate",
      description =
          "A prompt of one picture and 32 words, then 128 words: seconds to the first, words a"
              + " second after it.",
      mixinStandardHelpOptions = true)
  int generate(
      @Parameters(paramLabel = "MODEL_DIR", description = "LLaVA in Hugging Face's form.")
          Path model,
      @Option(
              names = "--dtype",
              defaultValue = "fp32",
              paramLabel = "TYPE",
              description =
                  "Type of the weights: fp32, bf16, or the language model in int8 or int4 and the"
                      + " rest in bf16 (default ${DEFAULT-VALUE}).")
          Type type,
      @Option(
              names = "--repeat",
              defaultValue = "3",
              paramLabel = "N",
              description = "Long answers to time (default ${DEFAULT-VALUE}).")
          int repeat)
      throws IOException {
    positive("--repeat", repeat);
    return print(
        GenerateBench.run(
            model, type.options(), repeat, run -> tell("generate: answer %d of %d", run, repeat)),
        type);
  }

  @Command(
      name = "quality",
      description =
          "What fewer bits cost a text model: perplexity, divergence from the whole model, share of"
              + " equal likeliest words.",
      mixinStandardHelpOptions = true)
  int quality(
      @Parameters(
              index = "0",
              paramLabel = "MODEL_DIR",
              description = "LLaMA in Hugging Face's form, with its tokenizer.json.")
          Path model,
      @Parameters(index = "1", paramLabel = "TEXT", description = "Text to read, in UTF-8.")
          Path text,
      @Option(
              names = "--dtype",
              required = true,
              paramLabel = "TYPE",
              description = "Type to judge: bf16, int8 or int4.")
          Type type,
      @Option(
              names = "--whole",
              defaultValue = "fp32",
              paramLabel = "TYPE",
              description =
                  "Type of the model to compare with: fp32 or bf16 (default ${DEFAULT-VALUE}).")
          Type whole)
      throws IOException {
    return print(
        QualityBench.run(
            model,
            text,
            whole.options(),
            type.options(),
            percent -> tell("quality: %d of %d percent", percent, 100)),
        type);
  }

  @Command(
      name = "translate",
      description =
          "The way of a file of LLaVA's size and mix through the translation, with an emulator that"
              + " answers at once.",
      mixinStandardHelpOptions = true)
  int translate(
      @Parameters(paramLabel = "FOLDER", description = "Where the files of the run go.")
          Path folder,
      @Option(
              names = "--records",
              defaultValue = "158000",
              paramLabel = "N",
              description = "Records of the file (default ${DEFAULT-VALUE}).")
          int records,
      @Option(
              names = "--quota",
              defaultValue = "6000000000",
              paramLabel = "N",
              description = "Characters a minute (default ${DEFAULT-VALUE}; Google's: 6000000).")
          long quota,
      @Option(
              names = "--calls",
              defaultValue = "8",
              paramLabel = "N",
              description = "Requests under way at once (default ${DEFAULT-VALUE}).")
          int calls,
      @Option(
              names = "--latency",
              defaultValue = "0",
              paramLabel = "MS",
              description = "Milliseconds that the emulator thinks (default ${DEFAULT-VALUE}).")
          long latency)
      throws IOException {
    positive("--records", records);
    Map<String, Object> result =
        TranslateBench.run(
            folder,
            records,
            quota,
            calls,
            Duration.ofMillis(latency),
            (done, all, unit) -> tell("translate: %,d of %,d characters", done, all));
    return print(result);
  }

  private static void positive(String option, int value) throws IOException {
    if (value < 1) {
      throw new IOException(option + " " + value + " measures nothing; give 1 or more");
    }
  }

  private static String name(Type type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  private void tell(String format, long done, long all) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf("\r" + format + (done == all ? "%n" : ""), done, all);
    err.flush();
  }

  private int print(Map<String, Object> result, Type type) throws IOException {
    result.put("dtype", name(type));
    return print(result);
  }

  private int print(Map<String, Object> result) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println(new ObjectMapper().writeValueAsString(result));
    out.flush();
    return 0;
  }
}
