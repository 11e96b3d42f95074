package borboleta.data;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * LLaVA's instruction file: a JSON array of records.
 *
 * <p>Source: the format of llava_instruct_150k.json, read by LLaVA's {@code LazySupervisedDataset}.
 */
public final class LlavaFile {
  /** No number loses a digit. */
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

  private LlavaFile() {}

  /**
   * Reads every record, in order; keys other than LLaVA's are ignored.
   *
   * @throws IOException in one sentence, when the file is missing, is cut off or damaged (with the
   *     line), or holds a record that is not LLaVA's (with its place and id)
   */
  public static List<LlavaRecord> read(Path file) throws IOException {
    List<LlavaRecord> records = new ArrayList<>();
    each(file, node -> records.add(record(node, records.size(), file)));
    return records;
  }

  /** Takes records as they stand. */
  @FunctionalInterface
  public interface Taker {
    void take(ObjectNode record) throws IOException;
  }

  /**
   * Reads record after record as it stands, with every key, whether it is LLaVA's or not.
   *
   * @return number of records
   * @throws IOException in one sentence, when the file is missing, or is cut off or damaged
   */
  public static long each(Path file, Taker taker) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no file of records at " + file);
    }
    long count = 0;
    try (JsonParser parser = JSON.createParser(Files.newInputStream(file))) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException(
            "%s does not begin with an array: a file of records is [{\"id\", \"image\", \"conversations\"}, …]"
                .formatted(file));
      }
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        taker.take(JSON.readTree(parser));
        count++;
      }
      if (parser.currentToken() != JsonToken.END_ARRAY) {
        throw new IOException(
            "%s, line %d: expected a record, found %s"
                .formatted(file, parser.currentLocation().getLineNr(), parser.currentToken()));
      }
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s is cut off or damaged at line %d, after %d whole records; make or copy it again"
              .formatted(file, e.getLocation().getLineNr(), count),
          e);
    }
    return count;
  }

  /**
   * Begins an array of records that stand as they were read.
   *
   * @param ascii whether every other letter is written as an escape: what reads the file may take
   *     it in the machine's own encoding
   */
  public static JsonGenerator generator(Writer out, boolean ascii) throws IOException {
    return JSON.createGenerator(out)
        .configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), ascii);
  }

  /**
   * Writes the records as LLaVA's own files are: indented by two, UTF-8.
   *
   * @throws IOException when the disk does not take it; an older file is then left as it was
   */
  public static void write(Path file, List<LlavaRecord> records) throws IOException {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    WholeFile.write(
        file,
        out -> {
          JsonGenerator json = JSON.createGenerator(out);
          json.setPrettyPrinter(printer);
          json.writeStartArray();
          for (LlavaRecord record : records) {
            write(json, record);
          }
          json.writeEndArray();
          json.writeRaw('\n');
          json.flush();
        });
  }

  private static void write(JsonGenerator json, LlavaRecord record) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", record.id());
    if (record.image() != null) {
      json.writeStringField("image", record.image());
    }
    json.writeArrayFieldStart("conversations");
    for (Turn turn : record.conversations()) {
      json.writeStartObject();
      json.writeStringField("from", turn.from());
      json.writeStringField("value", turn.value());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static LlavaRecord record(JsonNode node, int index, Path file) throws IOException {
    JsonNode id = node.path("id");
    String place =
        "%s, record %d (id %s)".formatted(file, index + 1, id.isMissingNode() ? "missing" : id);
    if (!id.isTextual()) {
      throw new IOException(
          place + ": the id must be a string in quotes; a number loses its leading zeros");
    }
    JsonNode turns = node.path("conversations");
    if (!turns.isArray() || turns.isEmpty()) {
      throw new IOException(place + " has no conversations; each record needs at least one turn");
    }
    List<Turn> conversations = new ArrayList<>();
    for (JsonNode turn : turns) {
      if (!turn.path("from").isTextual() || !turn.path("value").isTextual()) {
        throw new IOException(
            "%s, turn %d: a turn needs the strings \"from\" and \"value\""
                .formatted(place, conversations.size() + 1));
      }
      conversations.add(new Turn(turn.get("from").textValue(), turn.get("value").textValue()));
    }
    JsonNode image = node.path("image");
    if (!image.isMissingNode() && !image.isNull() && !image.isTextual()) {
      throw new IOException(place + ": the image must be a file name in quotes");
    }
    return new LlavaRecord(id.textValue(), image.textValue(), conversations);
  }
}
