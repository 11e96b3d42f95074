package borboleta.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A model's {@code config.json}, or an object in it; what is absent or null has a default. */
final class ConfigJson {
  private final Path file;
  private final JsonNode node;

  ConfigJson(Path file, JsonNode node) {
    this.file = file;
    this.node = node;
  }

  /**
   * Reads the configuration of a model folder.
   *
   * @throws IOException if the file is missing or is no JSON object
   */
  static ConfigJson read(Path folder) throws IOException {
    Path file = folder.resolve("config.json");
    return new ConfigJson(file, JsonFile.read(file));
  }

  /**
   * Reads the configuration of one architecture.
   *
   * @throws IOException if the file is missing, is no JSON object or describes another architecture
   */
  static ConfigJson read(Path folder, String modelType) throws IOException {
    ConfigJson config = read(folder);
    if (!config.modelType().equals(modelType)) {
      throw config.wrong("model_type", "this reads \"" + modelType + "\"");
    }
    return config;
  }

  /** The {@code model_type}, empty if there is none. */
  String modelType() {
    return node.path("model_type").asText("");
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  boolean isText(String name) {
    return node.path(name).isTextual();
  }

  /** The object of a name, empty if there is none. */
  ConfigJson part(String name) {
    return new ConfigJson(file, node.path(name));
  }

  /** A whole number that may not be negative. */
  int count(String name, int otherwise) throws IOException {
    JsonNode value = node.path(name);
    if (absent(value)) {
      return otherwise;
    }
    if (!value.canConvertToExactIntegral() || !value.canConvertToInt() || value.asInt() < 0) {
      throw wrong(name, "it has to be a whole number from 0 on");
    }
    return value.asInt();
  }

  /** Larger sizes would not fit any machine, and their products no number. */
  private static final int LARGEST = 100_000_000;

  /** A size, which is 1 or more. */
  int size(String name, int otherwise) throws IOException {
    int size = count(name, otherwise);
    if (size < 1) {
      throw wrong(name, "it has to be a whole number from 1 on");
    }
    if (size > LARGEST) {
      throw wrong(name, "%,d is the most".formatted(LARGEST));
    }
    return size;
  }

  /** A number of parts of one size, which together are the whole. */
  int parts(String name, int otherwise, int whole) throws IOException {
    int parts = size(name, otherwise);
    if (whole % parts != 0) {
      throw wrong(name, "it has to divide " + whole);
    }
    return parts;
  }

  /** A token's id, or the first of several; a negative one says that there is none. */
  int token(String name, int otherwise) throws IOException {
    JsonNode value = node.path(name);
    if (value.isArray() && !value.isEmpty()) {
      value = value.get(0);
    }
    if (value.canConvertToInt() && value.isIntegralNumber()) {
      return value.asInt() < 0 ? otherwise : value.asInt();
    }
    return count(name, otherwise);
  }

  double number(String name, double otherwise) throws IOException {
    JsonNode value = node.path(name);
    if (absent(value)) {
      return otherwise;
    }
    if (!value.isNumber()) {
      throw wrong(name, "it has to be a number");
    }
    return value.asDouble();
  }

  boolean flag(String name, boolean otherwise) throws IOException {
    JsonNode value = node.path(name);
    if (absent(value)) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw wrong(name, "it has to be true or false");
    }
    return value.asBoolean();
  }

  String text(String name, String otherwise) throws IOException {
    JsonNode value = node.path(name);
    if (absent(value)) {
      return otherwise;
    }
    if (!value.isTextual()) {
      throw wrong(name, "it has to be a text");
    }
    return value.asText();
  }

  /** A text that one of our classes understands; what that class says is wrong is passed on. */
  <T> T named(String name, String otherwise, Function<String, T> meaning) throws IOException {
    String text = text(name, otherwise);
    try {
      return meaning.apply(text);
    } catch (IllegalArgumentException e) {
      throw wrong(name, e.getMessage());
    }
  }

  /** The labels of {@code id2label} from 0 on; {@code num_labels}, or two, where it is absent. */
  List<String> labels() throws IOException {
    JsonNode names = node.path("id2label");
    int number = names.isObject() && !names.isEmpty() ? names.size() : size("num_labels", 2);
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      labels.add(names.path(Integer.toString(i)).asText("LABEL_" + i));
    }
    return labels;
  }

  /** An error that names the file, the field, what it holds and the way out. */
  IOException wrong(String name, String wayOut) {
    return new IOException(
        "%s has %s %s; %s"
            .formatted(file, name, node.has(name) ? node.get(name) : "missing", wayOut));
  }

  private static boolean absent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }
}
