package borboleta.translate.audit.fix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the fields of a record back as the source has them: only a value may differ. A translation
 * that was put into a new key goes where it belongs.
 */
final class FieldMends {
  private FieldMends() {}

  /** The source's record with the translation's values; null when the turns do not match. */
  static ObjectNode mend(ObjectNode source, ObjectNode translated) {
    JsonNode from = source.path("conversations");
    JsonNode to = translated.path("conversations");
    if (!from.isArray() || !to.isArray() || from.size() != to.size()) {
      return null;
    }
    ObjectNode mended = source.deepCopy();
    ArrayNode turns = (ArrayNode) mended.get("conversations");
    for (int i = 0; i < turns.size(); i++) {
      if (!(turns.get(i) instanceof ObjectNode turn)) {
        return null;
      }
      JsonNode value = value(from.get(i), to.get(i));
      if (value == null) {
        return null;
      }
      turn.set("value", value);
    }
    return mended;
  }

  /** The translation of a turn: its value, or the only new text beside it. */
  private static JsonNode value(JsonNode source, JsonNode translated) {
    JsonNode value = translated.path("value");
    List<JsonNode> others = new ArrayList<>();
    translated
        .fields()
        .forEachRemaining(
            field -> {
              if (!source.has(field.getKey()) && field.getValue().isTextual()) {
                others.add(field.getValue());
              }
            });
    boolean unchanged = value.isMissingNode() || value.equals(source.path("value"));
    if (unchanged && others.size() == 1) {
      return others.get(0);
    }
    return value.isMissingNode() ? null : value;
  }
}
