package borboleta.cli.bench;

import borboleta.translate.audit.Audit;
import borboleta.translate.audit.AuditReport;
import borboleta.translate.audit.measure.CleanRecords;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times an audit of records of LLaVA's number, kinds and size. */
@Command(
    name = "audit",
    description = {
      "Audit records of LLaVA-Instruct's number and mix, made of sentences of the kit, and print"
          + " seconds, megabytes and the largest heap as JSON.",
      "The two files, 229 MB each for 158,000 records, lie in a temporary folder meanwhile."
    },
    mixinStandardHelpOptions = true)
final class AuditBench implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SEED = 11;

  /** LLaVA-Instruct takes 1,450 bytes a record: its prose is longer than one of ours. */
  private static final int BYTES = 1_450;

  @Option(
      names = "--records",
      defaultValue = "158000",
      paramLabel = "N",
      description = "Records (default ${DEFAULT-VALUE}).")
  private int records;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (records < 1) {
      throw new IOException("--records must be at least 1, not " + records);
    }
    Path folder = Files.createTempDirectory("borboleta-bench-");
    Path source = folder.resolve("source.json");
    Path translated = folder.resolve("translated.json");
    try {
      make(source, translated);
      long begin = System.nanoTime();
      AuditReport report = Audit.run(source, translated);
      double seconds = (System.nanoTime() - begin) / 1e9;
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("records", report.records());
      figures.put("source_mb", Math.round(Files.size(source) / 1e6));
      figures.put("translated_mb", Math.round(Files.size(translated) / 1e6));
      figures.put("seconds", Math.round(10 * seconds) / 10.0);
      figures.put("records_per_second", Math.round(report.records() / seconds));
      figures.put("peak_heap_mb", Math.round(peakHeap() / 1e6));
      figures.put("max_heap_mb", Math.round(Runtime.getRuntime().maxMemory() / 1e6));
      figures.put("faulty_records", report.faultyRecords());
      PrintWriter out = spec.commandLine().getOut();
      out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(figures));
      out.flush();
      return 0;
    } finally {
      Files.deleteIfExists(source);
      Files.deleteIfExists(translated);
      Files.deleteIfExists(folder);
    }
  }

  /** Joins the turns of several made records until a record has its size. */
  private void make(Path source, Path translated) throws IOException {
    CleanRecords clean = new CleanRecords();
    int drawn = 0;
    try (BufferedWriter english = Files.newBufferedWriter(source);
        BufferedWriter portuguese = Files.newBufferedWriter(translated);
        JsonGenerator from = JSON.createGenerator(english);
        JsonGenerator to = JSON.createGenerator(portuguese)) {
      from.writeStartArray();
      to.writeStartArray();
      long size = 0;
      for (int i = 0; i < records; i++) {
        CleanRecords.Both both = clean.record(drawn++, SEED);
        size += both.english().toString().length();
        while (size < (long) BYTES * (i + 1)) {
          CleanRecords.Both more = clean.record(drawn++, SEED);
          size += append(both.english(), more.english());
          append(both.portuguese(), more.portuguese());
        }
        JSON.writeTree(from, both.english());
        JSON.writeTree(to, both.portuguese());
      }
      from.writeEndArray();
      to.writeEndArray();
    }
  }

  private static int append(ObjectNode record, ObjectNode more) {
    more.path("conversations")
        .forEach(
            turn -> {
              String value = turn.path("value").asText().replace("<image>\n", "");
              ((ObjectNode) turn).put("value", value.replace("\n<image>", ""));
              record.withArray("conversations").add(turn);
            });
    return more.path("conversations").toString().length();
  }

  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
        .sum();
  }
}
