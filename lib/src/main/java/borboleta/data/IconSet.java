package borboleta.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A set of drawings in Iconify's form: one JSON file with the inside of every SVG by its name, one
 * with the names by code point.
 */
final class IconSet {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> bodies = new HashMap<>();
  private final int width;
  private final int height;

  private IconSet(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /**
   * Reads a whole set.
   *
   * @param folder holds icons.json and chars.json
   * @throws IOException when one of them is missing or damaged
   */
  static IconSet read(Path folder) throws IOException {
    JsonNode icons = json(folder.resolve("icons.json"));
    IconSet set = new IconSet(icons.path("width").asInt(16), icons.path("height").asInt(16));
    for (Map.Entry<String, JsonNode> name : json(folder.resolve("chars.json")).properties()) {
      JsonNode icon = icons.path("icons").path(name.getValue().asText());
      // An icon with a size of its own is none of the square drawings.
      if (icon.has("body") && !icon.has("width") && !icon.has("height")) {
        set.bodies.put(name.getKey(), icon.get("body").asText());
      }
    }
    return set;
  }

  private static JsonNode json(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return JSON.readTree(in);
    }
  }

  /** Tells whether an emoji is drawn. */
  boolean has(String hex) {
    return bodies.containsKey(key(hex));
  }

  /** The drawing as an SVG file's text, or null where there is none. */
  String svg(String hex) {
    String body = bodies.get(key(hex));
    return body == null
        ? null
        : "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
            + " viewBox=\"0 0 %d %d\">%s</svg>".formatted(width, height, body);
  }

  /** Iconify leaves the variation selector out. */
  private static String key(String hex) {
    return hex.toLowerCase(Locale.ROOT).replace("-fe0f", "");
  }
}
