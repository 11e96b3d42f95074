package borboleta.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the peer and this library in turn, each in a process of its own. */
@Command(
    name = "race",
    description = {
      "Run the Python peer and this library in turn, each time in a new process, and print the"
          + " medians as a table of Markdown.",
      "Example: bench race build/bench/llava --python build/bench/venv/bin/python"
    },
    mixinStandardHelpOptions = true)
final class PeerRace implements Callable<Integer> {
  /** What is run: the work, our type, and the peer's type beside it. */
  private record Heat(String what, String ours, String peers, boolean checkpointing) {
    Heat(String what, String ours, String peers) {
      this(what, ours, peers, false);
    }

    /** What both are told beside the types. */
    List<String> more() {
      return checkpointing ? List.of("--checkpointing") : List.of();
    }

    String label() {
      return checkpointing ? what + " with checkpointing" : what;
    }
  }

  private static final List<Heat> HEATS =
      List.of(
          new Heat("train", "fp32", "fp32"),
          new Heat("train", "bf16", "bf16"),
          new Heat("train", "fp32", "fp32", true),
          new Heat("train", "bf16", "bf16", true),
          new Heat("generate", "fp32", "fp32"),
          new Heat("generate", "bf16", "bf16"),
          new Heat("generate", "int8", "bf16"),
          new Heat("generate", "int4", "bf16"));

  @Parameters(
      paramLabel = "MODEL_DIR",
      description = "LLaVA in Hugging Face's form; lib/bench/peer.py make DIR makes one.")
  private Path model;

  @Option(
      names = "--python",
      required = true,
      paramLabel = "FILE",
      description = "Python that has torch, transformers and peft.")
  private Path python;

  @Option(
      names = "--peer",
      defaultValue = "lib/bench/peer.py",
      paramLabel = "FILE",
      description = "The peer (default ${DEFAULT-VALUE}).")
  private Path peer;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      paramLabel = "N",
      description = "Runs of each (default ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description = "Only this work: train or generate, or one such as train-bf16.")
  private String only;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    out.println("| work | figure | peer | this library | ratio |\n|---|---|---|---|---|");
    for (Heat heat : HEATS) {
      String name = heat.what + "-" + heat.ours + (heat.checkpointing ? "-checkpointing" : "");
      if (only == null || name.startsWith(only)) {
        out.print(run(heat, name));
        out.flush();
      }
    }
    return 0;
  }

  private String run(Heat heat, String name) throws IOException, InterruptedException {
    List<JsonNode> theirs = new ArrayList<>();
    List<JsonNode> ours = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      tell(name, round);
      theirs.add(result(peerCommand(heat)));
      ours.add(result(ourCommand(heat)));
    }
    StringBuilder rows = new StringBuilder();
    boolean train = heat.what.equals("train");
    for (String figure :
        train
            ? List.of("tokens_per_second", "peak_rss_mb")
            : List.of("decode_tokens_per_second", "first_token_seconds", "peak_rss_mb")) {
      double peerValue = median(theirs, figure);
      double ourValue = median(ours, figure);
      rows.append(
          String.format(
              Locale.ROOT,
              "| %s %s, peer %s | %s | %.4g | %.4g | %.2f |%n",
              heat.label(),
              heat.ours,
              heat.peers,
              figure,
              peerValue,
              ourValue,
              ourValue / peerValue));
    }
    if (train) {
      rows.append(
          String.format(
              Locale.ROOT,
              "| %s %s | largest difference of the first losses, from the peer's first run | %.1e | %.1e"
                  + " | |%n",
              heat.label(),
              heat.ours,
              largest(theirs, theirs.get(0)),
              largest(ours, theirs.get(0))));
    }
    return rows.toString();
  }

  private List<String> peerCommand(Heat heat) {
    List<String> command =
        new ArrayList<>(
            List.of(
                python.toString(),
                peer.toString(),
                heat.what,
                model.toString(),
                "--dtype",
                heat.peers));
    command.addAll(heat.more());
    return command;
  }

  /** This process' own Java with its settings, which are those of the launcher. */
  private List<String> ourCommand(Heat heat) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("borboleta.cli.Borboleta", "bench", heat.what, model.toString()));
    command.addAll(List.of("--dtype", heat.ours));
    command.addAll(heat.more());
    return command;
  }

  private static JsonNode result(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(
          "%s ended with %d; run it by hand to see why"
              .formatted(String.join(" ", command), process.exitValue()));
    }
    String last = text.strip().substring(text.strip().lastIndexOf('\n') + 1);
    return new ObjectMapper().readTree(last);
  }

  private static double median(List<JsonNode> results, String figure) {
    return Median.of(results.stream().map(result -> result.path(figure).asDouble()).toList());
  }

  private static double largest(List<JsonNode> runs, JsonNode first) {
    return runs.stream()
        .mapToDouble(run -> difference(first.path("losses"), run.path("losses")))
        .max()
        .orElseThrow();
  }

  private static double difference(JsonNode want, JsonNode got) {
    double largest = 0;
    for (int i = 0; i < Math.min(want.size(), got.size()); i++) {
      largest = Math.max(largest, Math.abs(want.get(i).asDouble() - got.get(i).asDouble()));
    }
    return largest;
  }

  private void tell(String name, int round) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf("race: %s, round %d of %d%n", name, round, rounds);
    err.flush();
  }
}
