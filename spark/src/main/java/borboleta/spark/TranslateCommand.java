package borboleta.spark;

import borboleta.cli.GoogleOptions;
import borboleta.cli.ShellProgress;
import borboleta.data.WholeFolder;
import borboleta.translate.Allowance;
import borboleta.translate.Estimate;
import borboleta.translate.FixedTerms;
import borboleta.translate.GoogleSettings;
import borboleta.translate.Meter;
import borboleta.translate.Quote;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Translates records with Spark. */
@Command(
    name = "translate",
    description = {
      "Translate captions or LLaVA records from English to Brazilian Portuguese, with Spark.",
      "OUT is a folder of Parquet files with a row for each text: id, turn, role, original,"
          + " translation, state (translated, remembered, kept as it is, failed) and reason. Spark"
          + " writes it as OUT.partial, with _SUCCESS at last, and it is renamed when it is"
          + " complete.",
      "Segments that differ only in blanks or in the composition of their accents are one. Each is"
          + " asked for once, by whichever executor: every answer is in the memory before it"
          + " counts, and a run that was stopped goes on where it was when the same command is"
          + " given again. All executors together hold one quota and one limit of money."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed, with one sentence on stderr", "2:wrong usage"},
    footer = {
      "",
      "Examples:",
      "  borboleta-spark translate captions.jsonl captions.pt --project my-project --dry-run",
      "  borboleta-spark translate captions/ captions.pt --project my-project --max-cost 100",
      "  borboleta-spark translate s3a://… s3a://… --master spark://host:7077 --memory /shared/memory",
      "",
      "On a cluster each machine has this project's build/spark at the same place, which is its",
      "SPARK_HOME, and sees IN, OUT and the memory under the same names. Google's credentials",
      "are found in its usual places on each machine."
    })
final class TranslateCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "IN",
      description =
          "Records: JSON Lines (.jsonl), a JSON array (.json) or Parquet; a file or a folder."
              + " Columns id and text, or LLaVA's conversations.")
  private String in;

  @Parameters(paramLabel = "OUT", description = "Folder of Parquet files that is made.")
  private String out;

  @Option(
      names = "--text",
      paramLabel = "COLUMN",
      defaultValue = "text",
      description = "Column of the captions (default: ${DEFAULT-VALUE}).")
  private String column;

  @Option(
      names = "--memory",
      paramLabel = "FOLDER",
      description = "Answers of all runs (default: translation-memory beside OUT).")
  private String memoryFolder;

  @Option(
      names = "--journal",
      paramLabel = "FOLDER",
      description =
          "Folder on a disk of the driver for the answers of this run, until they become a part of"
              + " the memory (default: the memory's own, where that is on this machine).")
  private Path journals;

  @Option(
      names = "--import",
      paramLabel = "FILE",
      description = "Take over the answers of a journal of borboleta translate first.")
  private Path imported;

  @Mixin private GoogleOptions google;

  @Option(
      names = "--terms",
      paramLabel = "TSV",
      description =
          "Glossary: a term, a tab and its fixed translation a line; terms are never sent.")
  private Path terms;

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
      description =
          "Characters a minute that the service takes from all executors together (default:"
              + " ${DEFAULT-VALUE}).")
  private long quota;

  @Option(
      names = "--calls",
      paramLabel = "N",
      defaultValue = "8",
      description = "Requests under way at once, of all executors (default: ${DEFAULT-VALUE}).")
  private int calls;

  @Option(names = "--limit", paramLabel = "N", description = "Take the first N records alone.")
  private int limit;

  @Option(
      names = "--sample",
      paramLabel = "SHARE",
      defaultValue = "1",
      description = "Take a share of the records by chance, for example 0.01, always the same.")
  private double share;

  @Option(
      names = "--dry-run",
      description = "Count segments, characters and money; send nothing and write no OUT.")
  private boolean dryRun;

  @Option(
      names = "--master",
      defaultValue = "local[*]",
      description =
          "Spark's master: local[N] for N threads of this machine, or a cluster's address"
              + " (default: ${DEFAULT-VALUE}).")
  private String master;

  @Option(
      names = "--conf",
      paramLabel = "NAME=VALUE",
      description = "A setting of Spark's, for example spark.local.dir=/fast; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Allowance allowance = allowance();
    GoogleSettings service = google.settings();
    Path scratch = null;
    String folder = memoryFolder != null ? memoryFolder : besideOut();
    if (dryRun && !Files.exists(Path.of(folder))) {
      scratch = Files.createTempDirectory("borboleta-dry-run");
      folder = scratch.toString();
    }
    try (SparkSession spark = Session.start(master, settings);
        Memory memory = new Memory(spark, folder, journals(folder))) {
      if (imported != null && !dryRun) {
        say("%,d segments taken over".formatted(memory.take(imported, service.engine())));
        memory.fold();
      }
      FixedTerms fixed = terms == null ? FixedTerms.NONE : FixedTerms.read(terms);
      TranslateJob.Order order = new TranslateJob.Order(in, column, limit, share, fixed);
      work(spark, memory, service, order, allowance);
    } finally {
      if (scratch != null) {
        WholeFolder.remove(scratch);
      }
    }
    return 0;
  }

  private void work(
      SparkSession spark,
      Memory memory,
      GoogleSettings service,
      TranslateJob.Order order,
      Allowance allowance)
      throws IOException {
    if (!dryRun) {
      TranslateJob.refuseToReplace(spark, out);
    }
    try (TranslateJob job = new TranslateJob(spark, memory, service, order)) {
      Estimate estimate = phase(spark, "count", job::estimate);
      if (dryRun) {
        Quote quote = new Quote(estimate, quota);
        print(quote.figures(), quote.toString());
        return;
      }
      Meter meter;
      try (ShellProgress progress = new ShellProgress("translate", () -> job.meter().brief())) {
        meter = job.send(allowance, estimate, progress);
      }
      Map<String, Long> states = phase(spark, "write", () -> job.write(out));
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("run", meter);
      figures.put("texts", states);
      print(figures, "%s: %s; texts %s".formatted(out, meter, states));
    }
  }

  private static <T> T phase(SparkSession spark, String name, Spoken.Work<T> phase)
      throws IOException {
    try (ShellProgress progress = new ShellProgress(name)) {
      SparkListener listener = new Phases(progress);
      spark.sparkContext().addSparkListener(listener);
      try {
        return phase.run();
      } finally {
        spark.sparkContext().removeSparkListener(listener);
      }
    }
  }

  private Path journals(String folder) {
    if (journals != null) {
      return journals;
    }
    if (folder.matches("[a-z0-9]{2,}:.*")) {
      throw new ParameterException(
          spec.commandLine(),
          "--memory is not on this machine: name a folder that is with --journal");
    }
    return Path.of(folder);
  }

  private String besideOut() {
    if (out.matches("[a-z0-9]{2,}:.*")) {
      throw new ParameterException(
          spec.commandLine(),
          "OUT is not on this machine: say with --memory where the memory lies");
    }
    return Path.of(out).toAbsolutePath().resolveSibling("translation-memory").toString();
  }

  private Allowance allowance() {
    if (!(share > 0 && share <= 1) || limit < 0) {
      throw new ParameterException(
          spec.commandLine(), "--sample lies between 0 and 1, and --limit is at least 0");
    }
    try {
      return new Allowance(calls, quota, maxCost);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--calls, --quota and --max-cost: " + e.getMessage(), e);
    }
  }

  private void say(String sentence) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(sentence);
    err.flush();
  }

  private void print(Object figures, String text) throws IOException {
    PrintWriter writer = spec.commandLine().getOut();
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    writer.println(json ? mapper.writeValueAsString(figures) : text);
    writer.flush();
  }
}
