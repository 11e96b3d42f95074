package borboleta.train.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A record of records as one flat JSON object: the groups are for the reader of the code alone. */
public final class FlatJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              c -> {
                c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                c.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                c.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
              })
          .build();

  private FlatJson() {}

  /** The settings of all groups in one object, in the groups' order. */
  public static ObjectNode write(List<? extends Record> groups) {
    ObjectNode flat = JSON.createObjectNode();
    groups.forEach(group -> flat.setAll((ObjectNode) JSON.valueToTree(group)));
    return flat;
  }

  /**
   * Reads one group's settings out of the object.
   *
   * @throws IllegalArgumentException naming the setting, if it is missing, of another kind or
   *     outside its range
   */
  public static <T extends Record> T read(ObjectNode flat, Class<T> group) {
    ObjectNode own = JSON.createObjectNode();
    for (String key : keys(List.of(group))) {
      if (!flat.has(key)) {
        throw new IllegalArgumentException("the recipe has no " + key + "; add it");
      }
      own.set(key, flat.get(key));
    }
    try {
      return JSON.treeToValue(own, group);
    } catch (JsonMappingException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      String key = e.getPath().isEmpty() ? "" : e.getPath().get(0).getFieldName();
      throw new IllegalArgumentException(
          "the recipe's %s is %s, which is no %s".formatted(key, own.path(key), kind(group, key)),
          e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the recipe cannot be read", e);
    }
  }

  /**
   * Refuses a key that no group has.
   *
   * @throws IllegalArgumentException with the nearest known key
   */
  public static void known(String key, List<Class<? extends Record>> groups) {
    List<String> keys = keys(groups);
    if (!keys.contains(key)) {
      throw new IllegalArgumentException(
          "the recipe has no setting %s; did you mean %s?".formatted(key, nearest(key, keys)));
    }
  }

  /** A setting's value as it stands on a command line: JSON, or else text. */
  public static JsonNode value(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.getNodeFactory().textNode(text);
    }
  }

  /** The object, indented. */
  public static String text(ObjectNode flat) {
    return flat.toPrettyString() + "\n";
  }

  private static List<String> keys(List<? extends Class<? extends Record>> groups) {
    List<String> keys = new ArrayList<>();
    for (Class<? extends Record> group : groups) {
      for (RecordComponent component : group.getRecordComponents()) {
        keys.add(component.getAccessor().getAnnotation(JsonProperty.class).value());
      }
    }
    return keys;
  }

  private static String kind(Class<? extends Record> group, String key) {
    for (RecordComponent component : group.getRecordComponents()) {
      if (component.getAccessor().getAnnotation(JsonProperty.class).value().equals(key)) {
        return switch (component.getType().getSimpleName()) {
          case "boolean" -> "true or false";
          case "int", "long", "Integer" -> "whole number in range";
          case "double", "Double" -> "number";
          case "List" -> "list of names";
          default -> "text";
        };
      }
    }
    return "value";
  }

  /** The known name that a mistaken one may mean. */
  public static String nearest(String name, List<String> known) {
    return known.stream().min(Comparator.comparingInt(k -> distance(k, name))).orElseThrow();
  }

  /** Levenshtein's distance: letters to insert, delete or replace. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(swap, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
