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
import java.io.IOException;
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
    try (Emulation emulation = Emulation.start("borboleta.cli.Borboleta", quota, latency);
        Journal journal = Journal.open(memory);
        GoogleTranslationClient client =
            new GoogleTranslationClient(
                GoogleSettings.cloud("bench").withEndpoint(emulation.endpoint()))) {
      Allowance allowance = new Allowance(calls, quota, Double.POSITIVE_INFINITY);
      TranslateFile translation =
          new TranslateFile(client, journal, Care.PROTECTED, FixedTerms.NONE, allowance);
      Estimate estimate = TranslateFile.estimate(in, journal, client.engine(), Care.PROTECTED);
      long begin = System.nanoTime();
      double processorBegin = ProcessorTime.seconds();
      Meter meter = translation.run(in, out, progress);
      double seconds = (System.nanoTime() - begin) / 1e9;
      double processor = ProcessorTime.seconds() - processorBegin;
      result.put("characters", estimate.characters());
      result.put("distinct_characters", meter.sentCharacters());
      result.put("distinct_segments", meter.sentSegments());
      result.put("seconds", seconds);
      result.put("processor_seconds", processor);
      result.put("characters_per_second", estimate.characters() / seconds);
      result.put("sent_characters_per_second", meter.sentCharacters() / seconds);
      result.put("sent_characters_per_second_of_two_cores", 2 * meter.sentCharacters() / processor);
      result.put("share_of_quota", meter.sentCharacters() * 60.0 / quota / seconds);
      result.put("peak_heap_mb", PeakHeap.bytes() / 1_000_000);
    }
    return result;
  }
}
