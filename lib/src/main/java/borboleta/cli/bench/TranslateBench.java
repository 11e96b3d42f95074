package borboleta.cli.bench;

import borboleta.data.LlavaLike;
import borboleta.data.Progress;
import borboleta.translate.Allowance;
import borboleta.translate.Care;
import borboleta.translate.Estimate;
import borboleta.translate.FixedTerms;
import borboleta.translate.GoogleSettings;
import borboleta.translate.GoogleTranslationClient;
import borboleta.translate.Journal;
import borboleta.translate.Meter;
import borboleta.translate.TranslateFile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the way of a file through the translation costs, apart from the service: the emulator, in a
 * process of its own, answers at once.
 */
final class TranslateBench {
  private TranslateBench() {}

  /**
   * Translates a file of LLaVA's mix and measures the run by the clock and by this process's
   * processor time.
   *
   * @param records of the file; LLaVA has 158,000
   * @param quota characters a minute, of the emulator and of the run
   * @param latency of the emulator
   */
  static Map<String, Object> run(
      Path folder, int records, long quota, int calls, Duration latency, Progress progress)
      throws IOException {
    Files.createDirectories(folder);
    Path in = folder.resolve("llava_like.json");
    Path out = folder.resolve("llava_like.pt.json");
    Path memory = folder.resolve("journal.sqlite");
    for (String ending : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(Path.of(memory + ending));
    }
    LlavaLike.write(in, records, 1);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("what", "translate");
    result.put("records", records);
    result.put("megabytes", Files.size(in) / 1_000_000);
    try (Emulation emulation = Emulation.start(quota, latency);
        Journal journal = Journal.open(memory);
        GoogleTranslationClient client =
            new GoogleTranslationClient(
                GoogleSettings.cloud("bench").withEndpoint(emulation.endpoint()))) {
      Allowance allowance = new Allowance(calls, quota, Double.POSITIVE_INFINITY);
      TranslateFile translation =
          new TranslateFile(client, journal, Care.PROTECTED, FixedTerms.NONE, allowance);
      Estimate estimate = TranslateFile.estimate(in, journal, client.engine(), Care.PROTECTED);
      long begin = System.nanoTime();
      double processorBegin = processorSeconds();
      Meter meter = translation.run(in, out, progress);
      double seconds = (System.nanoTime() - begin) / 1e9;
      double processor = processorSeconds() - processorBegin;
      result.put("characters", estimate.characters());
      result.put("distinct_characters", meter.sentCharacters());
      result.put("distinct_segments", meter.sentSegments());
      result.put("seconds", seconds);
      result.put("processor_seconds", processor);
      result.put("characters_per_second", estimate.characters() / seconds);
      result.put("sent_characters_per_second", meter.sentCharacters() / seconds);
      result.put("sent_characters_per_second_of_two_cores", 2 * meter.sentCharacters() / processor);
      result.put("share_of_quota", meter.sentCharacters() * 60.0 / quota / seconds);
      result.put("peak_heap_mb", peakHeap());
    }
    return result;
  }

  private static double processorSeconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1e9
        : Double.NaN;
  }

  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum()
        / 1_000_000;
  }

  /** The emulator as a program of its own. */
  private record Emulation(Process process, String endpoint) implements AutoCloseable {
    static Emulation start(long quota, Duration latency) throws IOException {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin/java").toString(),
                  "-Xmx512m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "borboleta.cli.Borboleta",
                  "emulate-translate",
                  "--json",
                  "--quota",
                  Long.toString(quota),
                  "--latency",
                  Long.toString(latency.toMillis()))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      BufferedReader out =
          new BufferedReader(
              new java.io.InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String line = out.readLine();
      if (line == null) {
        throw new IOException("the emulator did not start; try borboleta emulate-translate");
      }
      JsonNode addresses = new ObjectMapper().readTree(line);
      return new Emulation(process, addresses.get("grpc").asText());
    }

    @Override
    public void close() {
      process.destroy();
    }
  }
}
