package borboleta.translate;

import borboleta.data.Packing;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Walks a file from record to record: a JSON array of them, or JSON Lines, plain or packed with
 * gzip or zstd. What is wrong with a file is said here, in one sentence with its place.
 */
final class RecordsParser implements Closeable {
  final JsonParser json;
  final Tape tape;
  private final Path file;
  private boolean array;
  private boolean begun;
  private boolean ended;
  private long count;
  private long whole;

  /** Opens a file, as a string of the given mapper's tokens. */
  RecordsParser(Path file, ObjectMapper mapper) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no file of records at " + file);
    }
    this.file = file;
    this.tape = new Tape(Packing.open(file));
    JsonParser parser = null;
    try {
      parser = mapper.createParser(tape);
      this.json = parser;
      begin();
    } catch (IOException e) {
      (parser == null ? tape : parser).close();
      throw e;
    }
  }

  private void begin() throws IOException {
    JsonToken first = advance();
    if (first == null) {
      throw new IOException(file + " is empty; it should hold records");
    }
    if (json.currentTokenLocation().getByteOffset() < 0) {
      throw new IOException(file + " is not in UTF-8; convert it, for example with iconv");
    }
    array = first == JsonToken.START_ARRAY;
    if (!array && first != JsonToken.START_OBJECT) {
      throw new IOException(
          "%s holds no records: it begins with %s and not with an array or an object; a file of records is [{\"id\", \"image\", \"conversations\"}, …] or one such object a line"
              .formatted(file, named(first)));
    }
    if (array && Packing.bareName(file).endsWith(".jsonl")) {
      throw new IOException(
          "%s is named .jsonl and holds one JSON array; name it .json".formatted(file));
    }
  }

  /** Whether the records stand in an array; otherwise they stand one after the other. */
  boolean array() {
    return array;
  }

  /** Records begun so far. */
  long count() {
    return count;
  }

  /** Goes to the next record's opening brace; false after the last. */
  boolean nextRecord() throws IOException {
    if (ended) {
      return false;
    }
    whole = count;
    JsonToken token = begun || array ? advance() : json.currentToken();
    begun = true;
    if (token == (array ? JsonToken.END_ARRAY : null)) {
      if (array && advance() != null) {
        throw new IOException(
            "%s goes on after the end of its array, at line %d; leave one array in it"
                .formatted(file, json.currentLocation().getLineNr()));
      }
      ended = true;
      return false;
    }
    if (token != JsonToken.START_OBJECT) {
      throw new IOException(
          "%s, line %d: expected a record, found %s"
              .formatted(file, json.currentLocation().getLineNr(), named(token)));
    }
    count++;
    return true;
  }

  /** Reads one token and says what is wrong in one sentence. */
  JsonToken advance() throws IOException {
    try {
      return json.nextToken();
    } catch (JsonProcessingException e) {
      throw damaged(e);
    }
  }

  /** Where the record begun last stands. */
  String place(String id) {
    return "%s, record %d (id %s)".formatted(file, count, id == null ? "missing" : id);
  }

  /** Says in one sentence what the parser stumbled on. */
  IOException damaged(JsonProcessingException e) {
    int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    String what = "is not JSON at line %d".formatted(line);
    String said = String.valueOf(e.getOriginalMessage());
    if (e instanceof JsonEOFException || said.contains("end-of-input")) {
      what = "is cut off at line %d".formatted(line);
    } else if (e instanceof StreamConstraintsException) {
      what = "holds something too large at line %d (%s)".formatted(line, said);
    } else if (said.contains("UTF-8")) {
      what = "is damaged at line %d (%s)".formatted(line, said);
    }
    return new IOException(
        "%s %s, after %,d whole records; make or copy it again".formatted(file, what, whole), e);
  }

  static String named(JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case START_ARRAY -> "an array";
      case START_OBJECT -> "an object";
      case VALUE_NULL -> "null";
      case VALUE_TRUE, VALUE_FALSE -> token.asString();
      default -> token.name();
    };
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
