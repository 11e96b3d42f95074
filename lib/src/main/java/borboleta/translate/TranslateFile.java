package borboleta.translate;

import borboleta.data.Progress;
import borboleta.data.RawRecords;
import borboleta.data.WholeFile;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Translates a file of LLaVA records: the same records, ids, keys and order, with the prose of
 * every {@code value} in the target language.
 *
 * <p>The whole input is read once before the first segment is sent, so that a damaged file costs
 * nothing. A run that was stopped, in whatever way, goes on where it was: the journal answers for
 * what was translated. The output appears when it is complete, and not before.
 */
public final class TranslateFile {
  private static final ObjectMapper JSON = RawRecords.mapper();

  /** Records held in memory at a time. */
  private static final int WINDOW = 2_000;

  private final TranslationClient client;
  private final Journal journal;
  private final Care care;
  private volatile Meter meter = new Meter(0, 0, 0, 0);

  /** Translates with {@code client} what {@code journal} does not hold. */
  public TranslateFile(TranslationClient client, Journal journal, Care care) {
    this.client = client;
    this.journal = journal;
    this.care = care;
  }

  /**
   * Counts what a file holds and what is new; sends nothing.
   *
   * @throws IOException when the file is missing, damaged or holds what is not a record
   */
  public static Estimate estimate(Path in, Journal journal, Engine engine, Care care)
      throws IOException {
    Census census = new Census(journal, engine);
    try (RawRecords records = new RawRecords(in)) {
      for (ObjectNode record = records.next(); record != null; record = records.next()) {
        records.requireConversations(record);
        for (JsonNode turn : record.get("conversations")) {
          census.add(care.cut(turn.get("value").textValue()));
        }
        census.endRecord();
      }
    }
    return census.estimate();
  }

  /**
   * Translates {@code in} to {@code out}.
   *
   * @param progress hears characters, of those that are new
   * @return what was sent in this run
   * @throws IOException in one sentence, when the input is damaged, the engine refuses or the disk
   *     is full; {@code out} is then as it was, and the journal keeps what was answered
   */
  public Meter run(Path in, Path out, Progress progress) throws IOException {
    if (Files.exists(out) && Files.isSameFile(in, out)) {
      throw new IOException(
          "%s is both the source and the result; name another file for the result".formatted(in));
    }
    Estimate estimate = estimate(in, journal, client.engine(), care);
    Consumer<Meter> listener =
        now -> {
          meter = now;
          progress.update(now.sentCharacters(), estimate.newCharacters(), "characters");
        };
    try (Dispatch dispatch = new Dispatch(client, journal, listener)) {
      WholeFile.write(out, writer -> translate(in, writer, dispatch));
      meter = dispatch.meter();
      return meter;
    }
  }

  /** The figures of the run so far, for a display that shows speed and money beside progress. */
  public Meter meter() {
    return meter;
  }

  private void translate(Path in, Writer writer, Dispatch dispatch) throws IOException {
    JsonGenerator json = JSON.createGenerator(writer);
    json.setPrettyPrinter(asLlavaWrites());
    json.writeStartArray();
    try (RawRecords records = new RawRecords(in)) {
      List<ObjectNode> window = new ArrayList<>();
      for (ObjectNode record = records.next(); record != null; record = records.next()) {
        window.add(record);
        if (window.size() == WINDOW) {
          translate(window, json, dispatch);
          window.clear();
        }
      }
      translate(window, json, dispatch);
    }
    json.writeEndArray();
    json.writeRaw('\n');
    json.flush();
  }

  /** Python's json.dump with indent=2, as LLaVA's own files are. */
  private static PrettyPrinter asLlavaWrites() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""))
        .withObjectIndenter(lines)
        .withArrayIndenter(lines);
  }

  private void translate(List<ObjectNode> window, JsonGenerator json, Dispatch dispatch)
      throws IOException {
    Set<String> prose = new LinkedHashSet<>();
    for (ObjectNode record : window) {
      for (JsonNode turn : record.get("conversations")) {
        care.cut(turn.get("value").textValue()).prose().forEach(prose::add);
      }
    }
    Map<String, Translation> known = new HashMap<>(journal.find(client.engine(), prose));
    prose.removeAll(known.keySet());
    known.putAll(dispatch.translate(prose));
    for (ObjectNode record : window) {
      for (JsonNode turn : record.get("conversations")) {
        Cut cut = care.cut(turn.get("value").textValue());
        ((ObjectNode) turn).put("value", cut.join(segment -> known.get(segment).text()));
      }
      care.finish(record);
      JSON.writeTree(json, record);
    }
  }
}
