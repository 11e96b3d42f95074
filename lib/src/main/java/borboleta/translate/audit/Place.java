package borboleta.translate.audit;

import borboleta.translate.RawRecords;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Where a record lies in its file, and what it can be recognised by.
 *
 * @param key its id without leading zeros and JSON type, so that 33471 is found for "000000033471"
 *     and reported by the check that minds
 * @param begin its first byte
 * @param length its bytes
 * @param turns its number of turns
 * @param characters the length of its values
 */
record Place(String key, long begin, int length, int turns, int characters) {
  /** Reads a whole file once; {@code bytes} hears how much of it is behind. */
  static List<Place> scan(Path file, LongConsumer bytes) throws IOException {
    List<Place> places = new ArrayList<>();
    try (RawRecords records = new RawRecords(file)) {
      for (ObjectNode record = records.next(); record != null; record = records.next()) {
        places.add(of(record, records.begin(), (int) (records.end() - records.begin())));
        if (places.size() % 1_000 == 0) {
          bytes.accept(records.end());
        }
      }
    }
    return places;
  }

  static Place of(ObjectNode record, long begin, int length) {
    JsonNode turns = record.path("conversations");
    int characters = 0;
    for (JsonNode turn : turns) {
      characters += turn.path("value").asText().length();
    }
    String id = record.path("id").asText("");
    String key = id.startsWith("0") ? id.replaceFirst("^0+(?=\\d)", "") : id;
    return new Place(key, begin, length, turns.size(), characters);
  }

  /** How unlike two records are, for choosing among those of one id. */
  double distance(Place other) {
    return 3 * Math.abs(turns - other.turns)
        + Math.abs(Math.log((characters + 10.0) / (other.characters + 10.0)));
  }
}
