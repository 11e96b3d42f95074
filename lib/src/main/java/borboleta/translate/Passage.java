package borboleta.translate;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A record as it stands in its file, byte for byte, with all that stands between it and the record
 * before.
 *
 * @param bytes from the end of the record before to the end of this one
 * @param values the values of its turns, in order
 * @param id its id
 */
record Passage(byte[] bytes, List<Spot> values, Spot id) {
  /**
   * A JSON value within the bytes.
   *
   * @param from its first byte, a string's opening quote
   * @param to the byte after its last
   * @param text the string that it says; of another type, its own characters
   * @param isText whether it is a string
   */
  record Spot(int from, int to, String text, boolean isText) {}

  /** New bytes for a stretch of the old. */
  record Edit(Spot spot, byte[] json) {}

  /** Writes the record with some of its values replaced; every other byte stays. */
  void write(OutputStream out, List<Edit> edits) throws IOException {
    int from = 0;
    for (Edit edit : edits) {
      out.write(bytes, from, edit.spot().from() - from);
      out.write(edit.json());
      from = edit.spot().to();
    }
    out.write(bytes, from, bytes.length - from);
  }

  /** Returns a string as JSON; what UTF-8 cannot hold, half a surrogate pair, is escaped. */
  static byte[] quoted(String text) {
    try {
      byte[] inner = JsonStringEncoder.getInstance().quoteAsUTF8(text);
      byte[] json = new byte[inner.length + 2];
      json[0] = '"';
      System.arraycopy(inner, 0, json, 1, inner.length);
      json[json.length - 1] = '"';
      return json;
    } catch (IllegalArgumentException halfPair) {
      return quotedWithHalfPairs(text);
    }
  }

  private static byte[] quotedWithHalfPairs(String text) {
    StringBuilder json = new StringBuilder(text.length() + 16).append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, json);
    for (int i = 0; i < json.length(); i++) {
      if (!Character.isSurrogate(json.charAt(i))) {
        continue;
      }
      if (i + 1 < json.length() && Character.isSurrogatePair(json.charAt(i), json.charAt(i + 1))) {
        i++;
      } else {
        json.replace(i, i + 1, "\\u%04x".formatted((int) json.charAt(i)));
      }
    }
    return json.append('"').toString().getBytes(StandardCharsets.UTF_8);
  }
}
