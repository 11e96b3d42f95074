package borboleta.tensor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON header of a safetensors file: what is stored where.
 *
 * <p>Nothing in it is trusted. It is read as a stream, so that its text is the largest thing held,
 * and the tensors must fill the rest of the file without overlap, hole or remainder, as the format
 * demands (safetensors, README.md, section Format).
 */
final class SafeTensorsHeader {
  /** More than this is no header, but something else. */
  static final long MOST_BYTES = 100_000_000;

  private static final JsonFactory JSON = new JsonFactory();

  /** Where a tensor lies: bytes begin to end, counted from the end of the header. */
  record Entry(String name, StoredType type, long[] shape, long begin, long end) {}

  /** What is wrong with a header, as the predicate of a sentence about the file. */
  static final class BrokenHeader extends IOException {
    BrokenHeader(String predicate) {
      super(predicate);
    }
  }

  private SafeTensorsHeader() {}

  /**
   * Reads and checks a header.
   *
   * @param text the header's bytes
   * @param room bytes that the file has after the header
   * @return entries by name, in the header's order
   * @throws BrokenHeader if it is no header or does not describe those bytes
   */
  static Map<String, Entry> parse(byte[] text, long room) throws BrokenHeader {
    Map<String, Entry> entries = new LinkedHashMap<>();
    // The encoding is fixed: the parser's own guess would take UTF-16 as well.
    InputStreamReader reader =
        new InputStreamReader(new ByteArrayInputStream(text), StandardCharsets.UTF_8.newDecoder());
    boolean metadata = false;
    try (JsonParser json = JSON.createParser(reader)) {
      expect(json.nextToken() == JsonToken.START_OBJECT, "has a header that is no JSON object");
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        if (name.equals("__metadata__")) {
          expect(!metadata, "names __metadata__ twice in its header");
          metadata = true;
          json.skipChildren();
        } else {
          expect(!entries.containsKey(name), "names " + name + " twice in its header");
          entries.put(name, entry(name, json, room));
        }
      }
      expect(json.nextToken() == null, "has more than one JSON object in its header");
    } catch (JsonProcessingException | CharacterCodingException e) {
      throw new BrokenHeader("has a header that is not JSON in UTF-8");
    } catch (BrokenHeader e) {
      throw e;
    } catch (IOException e) {
      throw new BrokenHeader("has a header that cannot be read: " + e.getMessage());
    }
    checkLayout(entries, room);
    return entries;
  }

  private static Entry entry(String name, JsonParser json, long room) throws IOException {
    expect(json.currentToken() == JsonToken.START_OBJECT, "describes " + name + " by no object");
    String type = null;
    long[] shape = null;
    long[] offsets = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "dtype" -> {
          expect(type == null, "gives " + name + " two types");
          expect(json.currentToken() == JsonToken.VALUE_STRING, "gives " + name + " no type");
          type = json.getText();
        }
        case "shape" -> {
          expect(shape == null, "gives " + name + " two shapes");
          shape = numbers(json, "the shape of " + name);
        }
        case "data_offsets" -> {
          expect(offsets == null, "places " + name + " twice");
          offsets = numbers(json, "the place of " + name);
        }
        default -> json.skipChildren();
      }
    }
    expect(type != null && shape != null, "gives " + name + " no type or no shape");
    expect(offsets != null && offsets.length == 2, "gives " + name + " no begin and end");
    return checked(name, type, shape, offsets, room);
  }

  private static Entry checked(
      String name, String typeName, long[] shape, long[] offsets, long room) throws BrokenHeader {
    StoredType type = null;
    for (StoredType known : StoredType.values()) {
      type = known.name().equals(typeName) ? known : type;
    }
    expect(
        type != null,
        "holds %s as %s; known are %s",
        name,
        typeName,
        Arrays.toString(StoredType.values()));
    long bytes = bytes(shape, type.bytes);
    expect(bytes >= 0, "gives %s a shape beyond all bounds: %s", name, Arrays.toString(shape));
    long begin = offsets[0];
    long end = offsets[1];
    expect(
        begin <= end && end <= room,
        "places %s at bytes %d to %d, which does not fit the %d bytes after its header",
        name,
        begin,
        end,
        room);
    expect(
        end - begin == bytes,
        "gives %s %d bytes, and its shape %s of %s needs %d",
        name,
        end - begin,
        Arrays.toString(shape),
        type,
        bytes);
    return new Entry(name, type, shape, begin, end);
  }

  /** Size of a tensor, or -1 where it, or the product of its sides other than 0, overflows. */
  private static long bytes(long[] shape, long size) {
    long product = size;
    boolean empty = false;
    for (long side : shape) {
      if (side == 0) {
        empty = true;
      } else if (product > Long.MAX_VALUE / side) {
        return -1;
      } else {
        product *= side;
      }
    }
    return empty ? 0 : product;
  }

  private static void checkLayout(Map<String, Entry> entries, long room) throws BrokenHeader {
    List<Entry> byPlace = new ArrayList<>(entries.values());
    byPlace.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    long at = 0;
    for (Entry entry : byPlace) {
      expect(entry.begin() >= at, "lets %s overlap the tensor before it", entry.name());
      expect(entry.begin() == at, "leaves a hole of bytes before %s", entry.name());
      at = entry.end();
    }
    expect(at == room, "has %d bytes after its last tensor", room - at);
  }

  private static long[] numbers(JsonParser json, String what) throws IOException {
    expect(json.currentToken() == JsonToken.START_ARRAY, "gives " + what + " by no list");
    long[] numbers = new long[4];
    int size = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(
          json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getLongValue() >= 0,
          "gives " + what + " something that is no whole number from 0 on");
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, size * 2);
      }
      numbers[size++] = json.getLongValue();
    }
    return Arrays.copyOf(numbers, size);
  }

  private static void expect(boolean holds, String predicate, Object... values)
      throws BrokenHeader {
    if (!holds) {
      throw new BrokenHeader(values.length == 0 ? predicate : predicate.formatted(values));
    }
  }
}
