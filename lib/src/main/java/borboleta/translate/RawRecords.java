package borboleta.translate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a file of records one at a time and as raw JSON: unknown keys stay, and a number stays a
 * number, however wrong. A translator and an auditor both need what {@code LlavaFile} would refuse
 * or drop.
 */
public final class RawRecords implements Closeable {
  static final ObjectMapper JSON =
      new ObjectMapper(new JsonFactory())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

  private final RecordsParser parser;
  private long begin;

  /**
   * Opens a file.
   *
   * @throws IOException when it is missing or does not begin with a record or an array of them
   */
  public RawRecords(Path file) throws IOException {
    parser = new RecordsParser(file, JSON);
  }

  /** The mapper that reads and writes raw records: no number loses a digit. */
  public static ObjectMapper mapper() {
    return JSON.copy();
  }

  /**
   * Reads the next record, or null after the last.
   *
   * @throws IOException with the line, when the file is cut off or damaged or holds something that
   *     is not a record
   */
  public ObjectNode next() throws IOException {
    if (!parser.nextRecord()) {
      return null;
    }
    begin = parser.json.currentTokenLocation().getByteOffset();
    try {
      ObjectNode record = JSON.readTree(parser.json);
      parser.tape.take(end());
      return record;
    } catch (JsonProcessingException e) {
      throw parser.damaged(e);
    }
  }

  /**
   * Returns every value of a file, turn by turn: the prose with its placeholders.
   *
   * @throws IOException as {@link #next} does
   */
  public static List<String> values(Path file) throws IOException {
    List<String> values = new ArrayList<>();
    try (RawRecords records = new RawRecords(file)) {
      for (ObjectNode record = records.next(); record != null; record = records.next()) {
        record.path("conversations").forEach(turn -> values.add(turn.path("value").asText()));
      }
    }
    return values;
  }

  /** Byte of the file, unpacked, at which the record that was read last begins. */
  public long begin() {
    return begin;
  }

  /** Byte after the record that was read last. */
  public long end() {
    return parser.json.currentLocation().getByteOffset();
  }

  /** Records read so far. */
  public long count() {
    return parser.count();
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
