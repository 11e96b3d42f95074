package borboleta.cli;

import borboleta.data.Progress;
import borboleta.eval.review.Review;
import borboleta.eval.review.ReviewSheet;
import borboleta.translate.audit.Audit;
import borboleta.translate.audit.AuditReport;
import borboleta.translate.audit.Check;
import borboleta.translate.audit.CheckRates;
import borboleta.translate.audit.GrammarSample;
import borboleta.translate.audit.Pairs;
import borboleta.translate.audit.fix.Fix;
import borboleta.translate.audit.fix.FixReport;
import borboleta.translate.audit.grammar.Grammar;
import borboleta.translate.audit.measure.Measure;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Audits a translated file. */
@Command(
    name = "audit",
    description = {
      "Find what a translation damaged.",
      "Compares every record of TRANSLATED with its record of SOURCE: rows and turns, ids and their"
          + " types, the <image> placeholder, keys, lines and options, numbers, code and addresses,"
          + " encoding, language, length, loops, variety, consistency and meaning."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = 3,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no faults",
      "1:faults were found (with --fix: some remain)",
      "2:wrong usage",
      "3:a file could not be read or written, with one sentence on stderr"
    },
    footer = {
      "",
      "Examples:",
      "  borboleta audit llava.json llava.pt.json --html audit.html",
      "  borboleta audit llava.json llava.pt.json --measure",
      "  borboleta audit llava.json llava.pt.json --fix llava.mended.json",
      "  borboleta audit llava.json llava.pt.json --skip consistency,variety",
      "  borboleta audit llava.json llava.pt.json --review 200 --html sheet.html",
      "  borboleta audit llava.json llava.pt.json --reviewed review.csv"
    })
final class AuditCommand implements Callable<Integer> {
  private static final int FAULTS = 1;

  @Parameters(paramLabel = "SOURCE", description = "LLaVA records before translation, JSON.")
  private Path source;

  @Parameters(paramLabel = "TRANSLATED", description = "The same records translated, JSON.")
  private Path translated;

  @Option(names = "--html", paramLabel = "FILE", description = "Write the report as a page.")
  private Path html;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "CHECK",
      description = "Run these checks alone, by the names that the report shows.")
  private List<String> only = List.of();

  @Option(
      names = "--skip",
      split = ",",
      paramLabel = "CHECK",
      description = "Leave these checks out.")
  private List<String> skipped = List.of();

  @Option(
      names = "--measure",
      description = {
        "Measure the checks too: put 200 faults of each kind into clean records and count what is"
            + " found, and what is found in clean ones (a minute)."
      })
  private boolean measure;

  @Option(
      names = "--trusted",
      description = "With --measure: the two files are known to be clean, measure on them.")
  private boolean trusted;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the faults and samples (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--fix",
      paramLabel = "OUT",
      description = {
        "Mend what needs no new translation and write the records to OUT: order, ids and keys,"
            + " placeholders, lines and options, boxes, code, entities. The report tells what was"
            + " mended and what remains."
      })
  private Path fix;

  @Option(
      names = "--grammar",
      paramLabel = "N",
      description = {
        "Read N sentences by LanguageTool's rules of Brazilian grammar and variety (15 seconds to"
            + " begin, then some 100 a second). Its remarks are no faults."
      })
  private Integer sentences;

  @Option(
      names = "--review",
      paramLabel = "N",
      description = {
        "Draw N records, some of every kind, and write a sheet to --html on which people judge"
            + " them; it exports a CSV file."
      })
  private Integer review;

  @Option(
      names = "--reviewed",
      paramLabel = "CSV",
      description = "Read such a file: rates of faults with their 95 %% intervals.")
  private Path reviewed;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<Check> checks = checks();
    if (trusted && !measure) {
      throw new ParameterException(
          spec.commandLine(), "--trusted is a way of --measure; give both");
    }
    if (sentences != null && !Grammar.isPresent()) {
      throw new IOException(
          "--grammar needs LanguageTool, which is not on the class path; start the command by"
              + " environment/borboleta after a build, or add build/lib/grammar/* to it");
    }
    if (sentences != null && sentences < 1) {
      throw new ParameterException(spec.commandLine(), "--grammar reads at least 1 sentence");
    }
    if (fix != null && (same(fix, source) || same(fix, translated))) {
      throw new ParameterException(
          spec.commandLine(), "--fix needs a file of its own; %s is read".formatted(fix));
    }
    if (review != null || reviewed != null) {
      return people();
    }
    AuditReport report;
    List<CheckRates> measured = List.of();
    FixReport fixed = null;
    GrammarSample read = null;
    try (ShellProgress reading = new ShellProgress("read");
        Pairs pairs = Pairs.open(source, translated, reading)) {
      report = shown("audit", progress -> Audit.run(pairs, checks, progress));
      if (measure) {
        Measure measurement = trusted ? Measure.on(pairs, seed) : Measure.onTheKitsRecords(seed);
        measured = shown("measure", measurement::run);
      }
      if (sentences != null) {
        read = shown("grammar", p -> new Grammar().read(pairs, sentences, seed, p));
      }
      if (fix != null) {
        fixed = shown("fix", progress -> new Fix(checks).run(pairs, fix, progress));
      }
    }
    report = report.with(measured, fixed == null ? List.of() : fixed.checks(), read);
    if (html != null) {
      report.writeHtml(html);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? report.toJson() : report.toString());
    if (fixed != null && !json) {
      out.println(fixed);
    }
    out.flush();
    boolean clean = fixed == null ? report.clean() : fixed.clean();
    return clean ? 0 : FAULTS;
  }

  /** What people do: the sheet that they fill in, or what they found. */
  private int people() throws IOException {
    if (review != null && (html == null || review < 1)) {
      throw new ParameterException(
          spec.commandLine(), "--review needs a number of records and --html for its sheet");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (ShellProgress reading = new ShellProgress("read");
        Pairs pairs = Pairs.open(source, translated, reading)) {
      if (review != null) {
        int drawn = ReviewSheet.write(html, pairs, review, seed);
        out.printf("%s: %,d records to judge; open it in a browser%n", html, drawn);
      }
      if (reviewed != null) {
        Review rates = Review.read(reviewed, pairs);
        out.println(
            json
                ? new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(rates)
                : rates.toString());
      }
    }
    out.flush();
    return 0;
  }

  /** Work that tells how far it is. */
  private interface Work<T> {
    T run(Progress progress) throws IOException;
  }

  private static <T> T shown(String task, Work<T> work) throws IOException {
    try (ShellProgress progress = new ShellProgress(task)) {
      return work.run(progress);
    }
  }

  private List<Check> checks() {
    List<Check> checks = new ArrayList<>(Audit.checks());
    Set<String> names = checks.stream().map(Check::name).collect(Collectors.toSet());
    for (String name : both(only, skipped)) {
      if (!names.contains(name)) {
        throw new ParameterException(
            spec.commandLine(),
            "there is no check named %s; there are %s"
                .formatted(name, String.join(", ", new TreeSet<>(names))));
      }
    }
    checks.removeIf(
        check -> skipped.contains(check.name()) || !only.isEmpty() && !only.contains(check.name()));
    return checks;
  }

  private static List<String> both(List<String> one, List<String> two) {
    List<String> both = new ArrayList<>(one);
    both.addAll(two);
    return both;
  }

  private static boolean same(Path one, Path two) throws IOException {
    return Files.exists(one) && Files.exists(two) && Files.isSameFile(one, two);
  }
}
