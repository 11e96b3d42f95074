package borboleta.translate.audit;

import borboleta.data.RawRecords;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Finds the translation of a record by its id, wherever it stands: rows may be dropped or shuffled.
 *
 * <p>Only ids and byte positions are in memory. An id is compared without leading zeros and JSON
 * type, so that 33471 is found for "000000033471" and reported by the check that minds. Records
 * that share an id, as LLaVA's do, are taken in order.
 */
final class TranslatedIndex implements Closeable {
  private record Place(long number, long begin, int length) {}

  private final FileChannel file;
  private final ObjectMapper json;
  private final Map<String, Queue<Place>> places = new LinkedHashMap<>();

  TranslatedIndex(Path translated, ObjectMapper json) throws IOException {
    this.json = json;
    try (RawRecords records = new RawRecords(translated)) {
      for (ObjectNode record = records.next(); record != null; record = records.next()) {
        Place place =
            new Place(records.count(), records.begin(), (int) (records.end() - records.begin()));
        places.computeIfAbsent(key(record), id -> new ArrayDeque<>(2)).add(place);
      }
    }
    this.file = FileChannel.open(translated);
  }

  /** Pairs a record with its translation and takes the translation out of the index. */
  Pair pair(long number, ObjectNode source) throws IOException {
    Queue<Place> candidates = places.get(key(source));
    Place place = candidates == null ? null : candidates.poll();
    return place == null
        ? new Pair(number, source, 0, null)
        : new Pair(number, source, place.number(), read(place));
  }

  /** Hands out what no record of the source asked for. */
  Iterable<Pair> left() throws IOException {
    Queue<Pair> left = new ArrayDeque<>();
    for (Queue<Place> candidates : places.values()) {
      for (Place place : candidates) {
        left.add(new Pair(0, null, place.number(), read(place)));
      }
    }
    return left;
  }

  private ObjectNode read(Place place) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(place.length());
    while (bytes.hasRemaining()) {
      if (file.read(bytes, place.begin() + bytes.position()) < 0) {
        throw new IOException("the translation became shorter while it was read; audit it again");
      }
    }
    return (ObjectNode) json.readTree(bytes.array());
  }

  private static String key(ObjectNode record) {
    return record.path("id").asText("").replaceFirst("^0+(?=\\d)", "");
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
