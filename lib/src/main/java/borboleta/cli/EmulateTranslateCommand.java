package borboleta.cli;

import borboleta.course.Workspace;
import borboleta.translate.EmojiReference;
import borboleta.translate.FixedTerms;
import borboleta.translate.emulator.Emulator;
import borboleta.translate.emulator.FaultScript;
import borboleta.translate.emulator.Phrasebook;
import borboleta.translate.emulator.WordForWord;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the emulator of Google Cloud Translation until it is stopped. */
@Command(
    name = "emulate-translate",
    description = {
      "Answer as Google Cloud Translation does, on 127.0.0.1: version 3 over gRPC, versions 2 and 3"
          + " over HTTP, with its limits and its refusals.",
      "The addresses are printed first. Counts of what was billed are at /stats, and printed when"
          + " it is stopped (Ctrl-C)."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "130:stopped by Ctrl-C",
      "1:failed, with one sentence on stderr",
      "2:wrong usage"
    },
    footer = {
      "",
      "Examples:",
      "  borboleta emulate-translate --faults storm --seed 7",
      "  borboleta translate in.json out.json --endpoint 127.0.0.1:PORT",
      "",
      "A fault script is JSON: {\"first\": [\"silent\", null], \"always\": {\"100\": \"daily-403\"},",
      "\"shares\": {\"rate-429\": 0.05}}."
    })
public final class EmulateTranslateCommand implements Callable<Integer> {
  enum Phrases {
    EMOJI,
    WORDS
  }

  @Option(
      names = "--phrases",
      defaultValue = "words",
      description =
          "What it knows: words, anything word for word; emoji, the emoji world exactly and nothing"
              + " else (default: ${DEFAULT-VALUE}).")
  private Phrases phrases;

  @Option(
      names = "--faults",
      paramLabel = "NAME|FILE",
      defaultValue = "none",
      description =
          "Fault script: none, storm, imagem, daily-limit or a JSON file (default:"
              + " ${DEFAULT-VALUE}).")
  private String faults;

  @Option(
      names = "--glossary",
      paramLabel = "NAME=FILE",
      description =
          "A glossary that callers may name, projects/P/locations/REGION/glossaries/G, and its"
              + " terms in a .csv or .tsv file; may be given several times.")
  private Map<String, Path> glossaries = Map.of();

  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "Seed of the faults (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--quota",
      paramLabel = "N",
      defaultValue = "6000000",
      description = "Characters it takes in a minute (default: ${DEFAULT-VALUE}).")
  private long quota;

  @Option(
      names = "--latency",
      paramLabel = "MS",
      defaultValue = "0",
      description = "Milliseconds before each answer (default: ${DEFAULT-VALUE}).")
  private long latency;

  @Option(
      names = "--grpc-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port of version 3 over gRPC; 0 for a free one.")
  private int grpcPort;

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port of versions 2 and 3 over HTTP; 0 for a free one.")
  private int httpPort;

  @Option(names = "--json", description = "Print the addresses and the counts as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (quota < 1 || latency < 0) {
      throw new ParameterException(
          spec.commandLine(), "--quota must be at least 1 and --latency at least 0");
    }
    Map<String, Map<String, String>> terms = new LinkedHashMap<>();
    for (Map.Entry<String, Path> glossary : glossaries.entrySet()) {
      terms.put(glossary.getKey(), FixedTerms.read(glossary.getValue()).terms());
    }
    Phrasebook phrasebook =
        phrases == Phrases.WORDS
            ? new WordForWord()
            : EmojiReference.load(Workspace.current().npm());
    Emulator.Settings settings =
        new Emulator.Settings(
            phrasebook,
            FaultScript.load(faults),
            seed,
            quota,
            Duration.ofMillis(latency),
            grpcPort,
            httpPort,
            terms);
    try (Emulator emulator = Emulator.start(settings);
        Interrupt interrupt = new Interrupt(() -> counts(emulator))) {
      print(addresses(emulator), !json);
      new CountDownLatch(1).await();
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static Map<String, Object> addresses(Emulator emulator) {
    Map<String, Object> addresses = new LinkedHashMap<>();
    addresses.put("grpc", emulator.grpcEndpoint());
    addresses.put("http", emulator.httpEndpoint());
    addresses.put("stats", "http://" + emulator.httpEndpoint() + "/stats");
    return addresses;
  }

  private void print(Map<String, Object> figures, boolean lines) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (lines) {
      figures.forEach((name, value) -> out.printf("%-6s %s%n", name, value));
    } else {
      out.println(new ObjectMapper().writeValueAsString(figures));
    }
    out.flush();
  }

  private String counts(Emulator emulator) {
    try {
      PrintWriter out = spec.commandLine().getOut();
      out.println(new ObjectMapper().writeValueAsString(emulator.counts()));
      out.flush();
      return "borboleta emulate-translate: stopped";
    } catch (JsonProcessingException e) {
      return "borboleta emulate-translate: stopped, and its counts could not be printed";
    }
  }
}
