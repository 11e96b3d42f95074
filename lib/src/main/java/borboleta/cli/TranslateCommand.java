package borboleta.cli;

import borboleta.course.Workspace;
import borboleta.translate.Care;
import borboleta.translate.EmojiReference;
import borboleta.translate.Estimate;
import borboleta.translate.GoogleSettings;
import borboleta.translate.GoogleTranslationClient;
import borboleta.translate.Journal;
import borboleta.translate.LocalTranslateServer;
import borboleta.translate.Meter;
import borboleta.translate.TranslateFile;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
      "OUT holds the records of IN, with the same ids, keys and order. Every answer is kept in a"
          + " journal: a run that was stopped goes on where it was when the same command is given"
          + " again, and nothing is asked or paid for twice."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed, with one sentence on stderr", "2:wrong usage"},
    footer = {
      "",
      "Examples:",
      "  borboleta translate train.en.json train.pt.json --local",
      "  borboleta translate llava.json llava.pt.json --project my-project --dry-run",
      "",
      "Google's credentials are found in its usual places, for example by",
      "GOOGLE_APPLICATION_CREDENTIALS; they are never written anywhere."
    })
final class TranslateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "IN", description = "LLaVA records in English, JSON.")
  private Path in;

  @Parameters(paramLabel = "OUT", description = "Where the records in Portuguese go.")
  private Path out;

  @Option(
      names = "--project",
      defaultValue = "${env:GOOGLE_CLOUD_PROJECT}",
      description = "Google Cloud project that pays; default: $GOOGLE_CLOUD_PROJECT.")
  private String project;

  @Option(
      names = "--location",
      defaultValue = "global",
      description = "Google's location (default: ${DEFAULT-VALUE}).")
  private String location;

  @Option(
      names = "--endpoint",
      paramLabel = "HOST:PORT",
      defaultValue = GoogleSettings.CLOUD,
      description =
          "Server that speaks Google's protocol (default: ${DEFAULT-VALUE}). On 127.0.0.1 no"
              + " credentials are sent.")
  private String endpoint;

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
    if (local && !endpoint.equals(GoogleSettings.CLOUD)) {
      throw new ParameterException(spec.commandLine(), "give --local or --endpoint, not both");
    }
    if (dryRun) {
      estimate(settings(local ? "127.0.0.1:0" : endpoint));
    } else if (local) {
      EmojiReference world = EmojiReference.load(Workspace.current().npm());
      try (LocalTranslateServer server = LocalTranslateServer.start(world, asTheTccDid)) {
        translate(settings(server.endpoint()));
      }
    } else {
      translate(settings(endpoint));
    }
    return 0;
  }

  private void estimate(GoogleSettings settings) throws IOException {
    Path file = journalFile();
    try (Journal journal = Files.exists(file) ? Journal.open(file) : Journal.inMemory()) {
      Estimate estimate = TranslateFile.estimate(in, journal, settings.engine(), care());
      print(estimate, estimate.toString());
    }
  }

  private void translate(GoogleSettings settings) throws IOException {
    try (Journal journal = Journal.open(journalFile());
        GoogleTranslationClient client = new GoogleTranslationClient(settings);
        Interrupt interrupt = new Interrupt(this::stopped)) {
      TranslateFile translation = new TranslateFile(client, journal, care());
      Meter meter;
      try (ShellProgress progress =
          new ShellProgress("translate", () -> translation.meter().brief())) {
        meter = translation.run(in, out, progress);
      }
      print(meter, "%s: %s".formatted(out, meter));
      if (meter.unchanged() > 0) {
        spec.commandLine()
            .getErr()
            .printf(
                "%,d of %,d segments came back as they were sent%n",
                meter.unchanged(), meter.sentSegments());
      }
    }
  }

  private String stopped() {
    return "borboleta translate: stopped; %s keeps what was answered, give the same command to go on"
        .formatted(journalFile());
  }

  private GoogleSettings settings(String endpoint) {
    GoogleSettings settings = GoogleSettings.cloud(project).withEndpoint(endpoint);
    if (settings.onThisMachine() && isBlank(project)) {
      return settings.withProject("local");
    }
    if (isBlank(project)) {
      throw new ParameterException(
          spec.commandLine(),
          "Google needs a project that pays: give --project or set GOOGLE_CLOUD_PROJECT, or"
              + " translate the emoji world with --local");
    }
    return settings.withLocation(location);
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
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
