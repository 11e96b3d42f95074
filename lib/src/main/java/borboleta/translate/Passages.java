package borboleta.translate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a file of records as {@link Passage}s: for a translator, which changes values alone. */
final class Passages implements Closeable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RecordsParser parser;
  private final List<Passage.Spot> values = new ArrayList<>();
  private Passage.Spot id;

  /**
   * Opens a file.
   *
   * @throws IOException in one sentence, when it is missing or holds no records
   */
  Passages(Path file) throws IOException {
    parser = new RecordsParser(file, JSON);
  }

  /**
   * Reads the next record, or null after the last.
   *
   * @throws IOException with the place, when the file is cut off or damaged, or the record cannot
   *     be translated
   */
  Passage next() throws IOException {
    if (!parser.nextRecord()) {
      return null;
    }
    values.clear();
    id = null;
    boolean turns = false;
    while (parser.advance() != JsonToken.END_OBJECT) {
      String name = parser.json.currentName();
      parser.advance();
      if (name.equals("conversations")) {
        turns = true;
        conversations();
      } else if (name.equals("id")) {
        id = spot();
        skip();
      } else {
        skip();
      }
    }
    if (!turns || values.isEmpty()) {
      throw new IOException(place() + " has no conversations; each record needs at least one turn");
    }
    return new Passage(
        parser.tape.take(parser.json.currentLocation().getByteOffset()), List.copyOf(values), id);
  }

  /** Returns what stands after the last record. */
  byte[] tail() {
    return parser.tape.takeRest();
  }

  private void conversations() throws IOException {
    if (parser.json.currentToken() != JsonToken.START_ARRAY) {
      throw new IOException(
          "%s: \"conversations\" must be an array of turns, not %s"
              .formatted(place(), RecordsParser.named(parser.json.currentToken())));
    }
    int turn = 0;
    while (parser.advance() != JsonToken.END_ARRAY) {
      turn++;
      int before = values.size();
      if (parser.json.currentToken() == JsonToken.START_OBJECT) {
        turn(turn);
      }
      if (values.size() == before) {
        throw noValue(turn);
      }
    }
  }

  private void turn(int turn) throws IOException {
    while (parser.advance() != JsonToken.END_OBJECT) {
      boolean value = parser.json.currentName().equals("value");
      if (parser.advance() == JsonToken.VALUE_STRING && value) {
        values.add(spot());
      } else if (value) {
        throw noValue(turn);
      } else {
        skip();
      }
    }
  }

  private IOException noValue(int turn) {
    return new IOException(
        "%s, turn %d: a turn needs a \"value\" that is a string".formatted(place(), turn));
  }

  private Passage.Spot spot() throws IOException {
    try {
      long from = parser.json.currentTokenLocation().getByteOffset() - parser.tape.begin();
      String text = parser.json.getText();
      long to = parser.json.currentLocation().getByteOffset() - parser.tape.begin();
      boolean isText = parser.json.currentToken() == JsonToken.VALUE_STRING;
      return new Passage.Spot(Math.toIntExact(from), Math.toIntExact(to), text, isText);
    } catch (JsonProcessingException e) {
      throw parser.damaged(e);
    }
  }

  private void skip() throws IOException {
    try {
      parser.json.skipChildren();
    } catch (JsonProcessingException e) {
      throw parser.damaged(e);
    }
  }

  private String place() {
    return parser.place(id == null ? null : id.isText() ? '"' + id.text() + '"' : id.text());
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
