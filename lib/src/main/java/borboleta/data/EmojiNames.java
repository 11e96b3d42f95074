package borboleta.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The CLDR short names of all emoji, in English and Brazilian Portuguese, without flags and skin
 * tones.
 *
 * <p>Source: the npm package emojibase-data, files en/data.json and pt/data.json.
 */
public final class EmojiNames {
  private static final int COMPONENTS = 2;
  private static final int FLAGS = 9;

  private EmojiNames() {}

  /**
   * Reads every name, in Unicode's order.
   *
   * @throws IOException when the package is missing or damaged
   */
  public static List<EmojiName> read(Path npm) throws IOException {
    Map<String, String> portuguese = new HashMap<>();
    for (JsonNode emoji : entries(npm, "pt")) {
      portuguese.put(emoji.path("hexcode").asText(), emoji.path("label").asText());
    }
    List<EmojiName> names = new ArrayList<>();
    for (JsonNode emoji : entries(npm, "en")) {
      String hex = emoji.path("hexcode").asText();
      int group = emoji.path("group").asInt(COMPONENTS);
      if (group != COMPONENTS && group != FLAGS && portuguese.containsKey(hex)) {
        names.add(new EmojiName(hex, emoji.path("label").asText(), portuguese.get(hex)));
      }
    }
    return names;
  }

  /** The emoji that both artists have drawn, in Unicode's order. */
  public static List<EmojiName> drawnByBoth(Path npm, Drawings drawings) throws IOException {
    return read(npm).stream()
        .filter(
            n -> drawings.has(n.hex(), Artist.OPENMOJI) && drawings.has(n.hex(), Artist.TWEMOJI))
        .toList();
  }

  private static JsonNode entries(Path npm, String language) throws IOException {
    Path file = npm.resolve("emojibase-data").resolve(language).resolve("data.json");
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "the emoji's names are missing at " + file + "; environment/run installs them");
    }
    return new ObjectMapper().readTree(file.toFile());
  }
}
