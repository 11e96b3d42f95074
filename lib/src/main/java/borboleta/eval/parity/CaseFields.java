package borboleta.eval.parity;

import borboleta.eval.Hypothesis;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An object of case.json that holds inputs and figures by itself. It remembers what was asked for,
 * so that no figure in it is passed over unseen.
 */
final class CaseFields {
  private final String path; // where the object stands, as in "coco."
  private final JsonNode object;
  private final Set<String> asked = new HashSet<>();

  /** The whole of case.json. */
  CaseFields(JsonNode object) {
    this("", object);
  }

  private CaseFields(String path, JsonNode object) {
    this.path = path;
    this.object = object;
  }

  boolean holds(String name) {
    return object.has(name);
  }

  /** Says that these fields hold nothing to compare. */
  void passOver(String... names) {
    asked.addAll(List.of(names));
  }

  CaseFields inside(String name) throws IOException {
    return object(name, get(name));
  }

  /** The objects of a list. */
  List<CaseFields> each(String name) throws IOException {
    List<CaseFields> each = new ArrayList<>();
    for (JsonNode element : list(name, get(name))) {
      each.add(object("%s[%d]".formatted(name, each.size()), element));
    }
    return each;
  }

  String text(String name) throws IOException {
    return text(name, get(name));
  }

  List<String> texts(String name) throws IOException {
    return texts(name, get(name));
  }

  double number(String name) throws IOException {
    return number(name, get(name));
  }

  double[] numbers(String name) throws IOException {
    JsonNode list = list(name, get(name));
    double[] numbers = new double[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(name, list.get(i));
    }
    return numbers;
  }

  /** Texts beside their references, from two objects with the same keys in any order. */
  List<Hypothesis> captions(String texts, String references) throws IOException {
    JsonNode all = get(references);
    JsonNode ours = get(texts);
    List<Hypothesis> captions = new ArrayList<>();
    for (Iterator<String> keys = all.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      List<String> text = texts(texts + "." + key, ours.path(key));
      if (text.size() != 1) {
        throw broken(texts + "." + key, "list of one text");
      }
      captions.add(new Hypothesis(text.get(0), texts(references + "." + key, all.get(key))));
    }
    if (ours.size() != all.size()) {
      throw new IOException(
          "case.json has other keys in %s than in %s; make the case again"
              .formatted(path + texts, path + references));
    }
    return captions;
  }

  /**
   * Refuses figures that nothing was compared with; a text is no figure.
   *
   * @throws IOException that names them
   */
  void requireAllSeen() throws IOException {
    Set<String> unseen = new LinkedHashSet<>();
    object.fieldNames().forEachRemaining(unseen::add);
    unseen.removeIf(name -> asked.contains(name) || object.get(name).isTextual());
    if (!unseen.isEmpty()) {
      throw new IOException(
          "nothing was compared with " + unseen.stream().map(name -> path + name).toList());
    }
  }

  private JsonNode get(String name) {
    asked.add(name);
    return object.path(name);
  }

  private CaseFields object(String name, JsonNode node) throws IOException {
    return new CaseFields(path + name + ".", require(node.isObject(), name, "object", node));
  }

  private List<String> texts(String name, JsonNode node) throws IOException {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : list(name, node)) {
      texts.add(text(name, element));
    }
    return texts;
  }

  private JsonNode list(String name, JsonNode node) throws IOException {
    return require(node.isArray(), name, "list", node);
  }

  private String text(String name, JsonNode node) throws IOException {
    return require(node.isTextual(), name, "text", node).textValue();
  }

  private double number(String name, JsonNode node) throws IOException {
    return require(node.isNumber(), name, "number", node).doubleValue();
  }

  private JsonNode require(boolean is, String name, String kind, JsonNode node) throws IOException {
    if (!is) {
      throw broken(name, kind);
    }
    return node;
  }

  private IOException broken(String name, String kind) {
    return new IOException(
        "case.json has no %s in %s; make the case again".formatted(kind, path + name));
  }
}
