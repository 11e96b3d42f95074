package borboleta.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a file of records one at a time and as raw JSON: unknown keys stay, and a number stays a
 * number, however wrong. A translator and an auditor both need what {@code LlavaFile} would refuse
 * or drop.
 */
public final class RawRecords implements Closeable {
  private static final ObjectMapper JSON =
      new ObjectMapper(new JsonFactory())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

  private final Path file;
  private final JsonParser parser;
  private long count;
  private long begin;

  /**
   * Opens a file.
   *
   * @throws IOException when it is missing or does not begin with an array
   */
  public RawRecords(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no file of records at " + file);
    }
    this.file = file;
    this.parser = JSON.createParser(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    try {
      if (advance() != JsonToken.START_ARRAY) {
        throw new IOException(
            "%s does not begin with an array: a file of records is [{\"id\", \"image\", \"conversations\"}, …]"
                .formatted(file));
      }
    } catch (IOException e) {
      parser.close();
      throw e;
    }
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
    JsonToken token = advance();
    if (token == JsonToken.END_ARRAY) {
      return null;
    }
    begin = parser.currentTokenLocation().getByteOffset();
    if (token != JsonToken.START_OBJECT) {
      throw new IOException(
          "%s, line %d: expected a record, found %s"
              .formatted(file, parser.currentLocation().getLineNr(), token));
    }
    try {
      ObjectNode record = JSON.readTree(parser);
      count++;
      return record;
    } catch (JsonProcessingException e) {
      throw damaged(e);
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

  /** Byte at which the record that was read last begins. */
  public long begin() {
    return begin;
  }

  /** Byte after the record that was read last. */
  public long end() {
    return parser.currentLocation().getByteOffset();
  }

  /** Records read so far. */
  public long count() {
    return count;
  }

  /**
   * Checks that the record read last is one that can be translated.
   *
   * @throws IOException naming the file, the record and what is missing
   */
  public void requireConversations(ObjectNode record) throws IOException {
    JsonNode turns = record.path("conversations");
    if (!turns.isArray() || turns.isEmpty()) {
      throw new IOException(
          place(record) + " has no conversations; each record needs at least one turn");
    }
    for (int i = 0; i < turns.size(); i++) {
      if (!turns.get(i).path("value").isTextual()) {
        throw new IOException(
            "%s, turn %d: a turn needs a \"value\" that is a string"
                .formatted(place(record), i + 1));
      }
    }
  }

  private String place(ObjectNode record) {
    JsonNode id = record.path("id");
    return "%s, record %d (id %s)".formatted(file, count, id.isMissingNode() ? "missing" : id);
  }

  private JsonToken advance() throws IOException {
    try {
      JsonToken token = parser.nextToken();
      if (token == null && count == 0 && parser.currentLocation().getByteOffset() <= 0) {
        throw new IOException(file + " is empty; it should hold an array of records");
      }
      return token;
    } catch (JsonProcessingException e) {
      throw damaged(e);
    }
  }

  private IOException damaged(JsonProcessingException e) {
    return new IOException(
        "%s is cut off or damaged at line %d, after %,d whole records; make or copy it again"
            .formatted(file, e.getLocation().getLineNr(), count),
        e);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
