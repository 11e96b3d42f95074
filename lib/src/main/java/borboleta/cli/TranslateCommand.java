package borboleta.cli;

import borboleta.course.Workspace;
import borboleta.translate.Allowance;
import borboleta.translate.Care;
import borboleta.translate.EmojiReference;
import borboleta.translate.Engine;
import borboleta.translate.Estimate;
import borboleta.translate.FixedTerms;
import borboleta.translate.Journal;
import borboleta.translate.LocalTranslateServer;
import borboleta.translate.Meter;
import borboleta.translate.Quote;
import borboleta.translate.Remarks;
import borboleta.translate.TranslateFile;
import borboleta.translate.TranslationClient;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Translates a file of records. */
@Command(
    name = "translate",
    description = {
      "Translate LLaVA records from English to Brazilian Portuguese.",
      "OUT is IN, byte for byte, but for the prose of each value. Every answer is kept in a"
          + " journal: a run that was stopped goes on where it was when the same command is given"
          + " again, and nothing is asked or paid for twice. Placeholders, line breaks, list"
          + " markers, addresses, code, formulas and coordinates are never sent."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed, with one sentence on stderr", "2:wrong usage"},
    footer = {
      "",
      "Examples:",
      "  borboleta translate train.en.json train.pt.json --local",
      "  borboleta translate llava.json llava.pt.json --project my-project --dry-run",
      "  borboleta translate llava.jsonl.gz llava.pt.jsonl.zst --project my-project --max-cost 100",
      "  borboleta translate llava.json llava.pt.json --project my-project --glossary terms.csv",
      "  borboleta translate llava.json rough.pt.json --engine apertium",
      "",
      "Google's credentials are found in its usual places, for example by",
      "GOOGLE_APPLICATION_CREDENTIALS; for --api v2 a key in GOOGLE_API_KEY will do.",
      "They are never written anywhere."
    })
final class TranslateCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "IN",
      description = "LLaVA records in English: a JSON array or JSON Lines, plain, .gz or .zst.")
  private Path in;

  @Parameters(
      paramLabel = "OUT",
      description = "Where the records in Portuguese go; .gz or .zst packs them.")
  private Path out;

  @Mixin private TranslateEngine engine;

  @Option(
      names = "--glossary",
      paramLabel = "FILE",
      description =
          "Terms and their fixed translations, a pair a line: term,translation in a .csv file, with"
              + " a tab between in any other. Terms are never sent, so any engine keeps to them;"
              + " they are found as they are written, and what stands around one is translated"
              + " apart from it. See --google-glossary for the other way.")
  private Path glossary;

  @Option(
      names = "--max-cost",
      paramLabel = "DOLLARS",
      defaultValue = "Infinity",
      showDefaultValue = Help.Visibility.NEVER,
      description = "Stop before this run costs more at list price; default: no limit.")
  private double maxCost;

  @Option(
      names = "--quota",
      paramLabel = "N",
      defaultValue = "6000000",
      description = "Characters a minute that the engine takes (default: ${DEFAULT-VALUE}).")
  private long quota;

  @Option(
      names = "--calls",
      paramLabel = "N",
      defaultValue = "8",
      description = "Requests under way at once (default: ${DEFAULT-VALUE}).")
  private int calls;

  @Option(
      names = "--local",
      description =
          "Start a server on this machine that knows the emoji world, and translate with it.")
  private boolean local;

  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description = "Answers kept so far (default: translation-journal.sqlite beside OUT).")
  private Path journalFile;

  @Option(
      names = "--dry-run",
      description = "Count segments, characters and money; send nothing and write nothing.")
  private boolean dryRun;

  @Option(
      names = "--as-the-tcc-did",
      description =
          "Repeat an accident, to see the audit find it: <image> is sent along and comes back"
              + " broken, and ids of digits are written as numbers.")
  private boolean asTheTccDid;

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (local && engine.hasEndpoint()) {
      throw new ParameterException(spec.commandLine(), "give --local or --endpoint, not both");
    }
    Allowance allowance = allowance();
    if (local && !dryRun) {
      EmojiReference world = EmojiReference.load(Workspace.current().npm());
      try (LocalTranslateServer server = LocalTranslateServer.start(world, asTheTccDid)) {
        work(engine.choose(server.endpoint()), allowance);
      }
    } else {
      work(local ? engine.choose("127.0.0.1:0") : engine.choose(), allowance);
    }
    return 0;
  }

  private void work(TranslateEngine.Chosen chosen, Allowance allowance) throws IOException {
    FixedTerms terms = glossary == null ? FixedTerms.NONE : FixedTerms.read(glossary);
    if (dryRun) {
      estimate(chosen.engine(), terms);
    } else {
      translate(chosen.opening(), terms, allowance);
    }
  }

  private void estimate(Engine engine, FixedTerms terms) throws IOException {
    Path file = journalFile();
    try (Journal journal = Files.exists(file) ? Journal.open(file) : Journal.inMemory()) {
      Estimate estimate =
          TranslateFile.estimate(in, journal, engine, care(), terms, this::printRemarks);
      Quote quote = new Quote(estimate, quota);
      print(quote.figures(), quote.toString());
    }
  }

  private void translate(TranslateEngine.Opening opening, FixedTerms terms, Allowance allowance)
      throws IOException {
    try (Journal journal = Journal.open(journalFile());
        TranslationClient client = opening.open();
        Interrupt interrupt = new Interrupt(this::stopped)) {
      TranslateFile translation = new TranslateFile(client, journal, care(), terms, allowance);
      Meter meter;
      try (ShellProgress progress =
          new ShellProgress("translate", () -> translation.meter().brief())) {
        meter = translation.run(in, out, progress, this::printRemarks);
      }
      print(meter, "%s: %s".formatted(out, meter));
      if (meter.unchanged() > 0) {
        say(
            "%,d of %,d segments came back as they were sent"
                .formatted(meter.unchanged(), meter.sentSegments()));
      }
    }
  }

  private void printRemarks(Remarks remarks) {
    remarks.sentences().forEach(this::say);
  }

  private void say(String sentence) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(sentence);
    err.flush();
  }

  private Allowance allowance() {
    try {
      return new Allowance(calls, quota, maxCost);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--calls, --quota and --max-cost: " + e.getMessage(), e);
    }
  }

  private String stopped() {
    return "borboleta translate: stopped; %s keeps what was answered, give the same command to go on"
        .formatted(journalFile());
  }

  private Path journalFile() {
    return journalFile != null
        ? journalFile
        : out.toAbsolutePath().resolveSibling("translation-journal.sqlite");
  }

  private Care care() {
    return asTheTccDid ? Care.AS_THE_TCC_DID : Care.PROTECTED;
  }

  private void print(Object figures, String text) throws IOException {
    PrintWriter writer = spec.commandLine().getOut();
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    writer.println(json ? mapper.writeValueAsString(figures) : text);
    writer.flush();
  }
}
