package borboleta.spark;

import borboleta.cli.bench.Emulation;
import borboleta.cli.bench.ProcessorTime;
import borboleta.data.Progress;
import borboleta.data.WholeFolder;
import borboleta.translate.Allowance;
import borboleta.translate.Estimate;
import borboleta.translate.FixedTerms;
import borboleta.translate.GoogleSettings;
import borboleta.translate.Meter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the job against the emulator. */
@Command(
    name = "bench",
    description =
        "Measure the job on generated captions: counting, asking an emulator that answers at once,"
            + " from a process of its own, and writing; then the same again, with everything in the"
            + " memory.",
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
  private static final long QUOTA = 10_000_000_000L;

  @Parameters(paramLabel = "FOLDER", description = "Folder to work in; what it held is replaced.")
  private Path folder;

  @Option(
      names = "--captions",
      defaultValue = "1000000",
      description = "Captions to translate (default: ${DEFAULT-VALUE}).")
  private long captions;

  @Option(
      names = "--master",
      defaultValue = "local[4]",
      description = "Spark's master (default: ${DEFAULT-VALUE}).")
  private String master;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    WholeFolder.remove(folder);
    Files.createDirectories(folder);
    Path in = folder.resolve("captions.jsonl");
    Captions.write(in, captions, 1);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("captions", captions);
    figures.put("megabytes", Files.size(in) / 1e6);
    try (Emulation emulation =
            Emulation.start(BorboletaSpark.class.getName(), QUOTA, Duration.ZERO);
        SparkSession spark = Session.start(master, Map.of())) {
      GoogleSettings settings = GoogleSettings.cloud("bench").withEndpoint(emulation.endpoint());
      figures.put("new", run(spark, settings, "first"));
      figures.put("remembered", run(spark, settings, "second"));
    }
    figures.put("memory_megabytes", size(folder.resolve("memory")) / 1e6);
    figures.put("out_megabytes", size(folder.resolve("first")) / 1e6);
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    spec.commandLine().getOut().println(mapper.writeValueAsString(figures));
    spec.commandLine().getOut().flush();
    return 0;
  }

  private Map<String, Object> run(SparkSession spark, GoogleSettings settings, String out)
      throws IOException {
    Path memoryFolder = folder.resolve("memory");
    TranslateJob.Order order =
        new TranslateJob.Order(
            folder.resolve("captions.jsonl").toString(), "text", 0, 1, FixedTerms.NONE);
    Allowance allowance = new Allowance(8, QUOTA, Double.POSITIVE_INFINITY);
    Map<String, Object> figures = new LinkedHashMap<>();
    double processor = ProcessorTime.seconds();
    try (Memory memory = new Memory(spark, memoryFolder.toString(), memoryFolder);
        TranslateJob job = new TranslateJob(spark, memory, settings, order)) {
      long begin = System.nanoTime();
      Estimate estimate = job.estimate();
      long counted = System.nanoTime();
      Meter meter = job.send(allowance, estimate, Progress.NONE);
      long sent = System.nanoTime();
      figures.put("texts", job.write(folder.resolve(out).toString()));
      long written = System.nanoTime();
      figures.put("different_segments", estimate.distinctSegments());
      figures.put("sent_segments", meter.sentSegments());
      figures.put("sent_characters", meter.sentCharacters());
      figures.put("seconds_count", (counted - begin) / 1e9);
      figures.put("seconds_send", (sent - counted) / 1e9);
      figures.put("seconds_write", (written - sent) / 1e9);
      figures.put("processor_seconds", ProcessorTime.seconds() - processor);
      figures.put("captions_per_second", captions / ((written - begin) / 1e9));
      figures.put("sent_characters_per_second", meter.sentCharacters() / ((sent - counted) / 1e9));
    }
    return figures;
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".parquet"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }
}
