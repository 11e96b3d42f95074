package borboleta.translate.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fields of a request, which may come several times: application/x-www-form-urlencoded. */
final class Form {
  private final Map<String, List<String>> fields = new HashMap<>();

  Form(String query) {
    add(query);
  }

  /** Adds what a query or a body holds. */
  void add(String encoded) {
    if (encoded == null || encoded.isEmpty()) {
      return;
    }
    for (String field : encoded.split("&")) {
      int at = field.indexOf('=');
      String name = at < 0 ? field : field.substring(0, at);
      String value = at < 0 ? "" : field.substring(at + 1);
      put(decoded(name), decoded(value));
    }
  }

  /** Adds the fields of a JSON object; an array is a field that comes several times. */
  void addJson(JsonNode json) {
    json.properties()
        .forEach(
            field -> {
              if (field.getValue().isArray()) {
                field.getValue().forEach(one -> put(field.getKey(), one.asText()));
              } else {
                put(field.getKey(), field.getValue().asText());
              }
            });
  }

  String one(String name) {
    List<String> values = all(name);
    return values.isEmpty() ? "" : values.get(0);
  }

  List<String> all(String name) {
    return fields.getOrDefault(name, List.of());
  }

  private void put(String name, String value) {
    fields.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
