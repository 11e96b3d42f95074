package borboleta.hub;

import ai.djl.ndarray.NDArray;
import borboleta.nn.Linear;
import borboleta.nn.LoraAdapter;
import borboleta.tensor.SafeTensors;
import borboleta.tensor.SafeTensorsWriter;
import borboleta.tensor.Scope;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A LoRA adapter of a LLaVA in PEFT's form: {@code adapter_config.json} and {@code
 * adapter_model.safetensors}.
 */
public final class PeftFolder {
  private static final String CONFIG = "adapter_config.json";
  private static final String WEIGHTS = "adapter_model.safetensors";
  static final String OTHERS = "non_lora_trainables.safetensors";
  private static final String PREFIX = "base_model.model.";
  private static final Pattern NAME =
      Pattern.compile("base_model\\.model\\.(.+)\\.lora_([AB])(?:\\.default)?\\.weight");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Kinds of LoRA that compute something else, by the field that says so. */
  private static final List<String> OTHER_KINDS =
      List.of("use_dora", "use_qalora", "use_bdlora", "fan_in_fan_out", "lora_bias");

  private PeftFolder() {}

  /**
   * Reads an adapter; it is not attached yet.
   *
   * @param linears layers of the model that it is for
   * @throws IOException if a file is missing or broken, the adapter is no plain LoRA, or it is
   *     another model's
   */
  public static LoraAdapter read(Path folder, Map<String, Linear> linears) throws IOException {
    Path file = folder.resolve(CONFIG);
    JsonNode node = JsonFile.read(file);
    ConfigJson config = new ConfigJson(file, node);
    check(config);
    int rank = config.size("r", 8);
    double alpha = config.number("lora_alpha", 8);
    LoraAdapter adapter = new LoraAdapter(linears, rank, alpha);
    try (SafeTensors tensors = SafeTensors.open(Converted.find(folder, WEIGHTS));
        Scope scope = Scope.open()) {
      Map<String, String> parts = parts(tensors);
      for (String layer : layers(parts, tensors.file())) {
        NDArray a = tensors.read(parts.get(layer + ".A"), Scope.manager());
        NDArray b = tensors.read(parts.get(layer + ".B"), Scope.manager());
        double own = pattern(config, node.path("alpha_pattern"), layer, alpha);
        double r = a.getShape().get(0);
        boolean stable = config.flag("use_rslora", false);
        adapter.add(LlavaNames.ofLlava(layer), a, b, own / (stable ? Math.sqrt(r) : r));
      }
      return adapter;
    } catch (IllegalArgumentException e) {
      adapter.close();
      throw new IOException(folder + ": " + e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      adapter.close();
      throw e;
    }
  }

  private static void check(ConfigJson config) throws IOException {
    if (!config.text("peft_type", "LORA").equals("LORA")) {
      throw config.wrong("peft_type", "this reads \"LORA\"");
    }
    if (!config.text("bias", "none").equals("none")) {
      throw config.wrong("bias", "this reads adapters without biases, \"none\"");
    }
    for (String kind : OTHER_KINDS) {
      if (config.flag(kind, false)) {
        throw config.wrong(kind, "this reads plain LoRA, where it is false");
      }
    }
  }

  /** Names in the file by layer and part: {@code layers.0.mlp.up_proj.A}. */
  private static Map<String, String> parts(SafeTensors tensors) throws IOException {
    Map<String, String> parts = new TreeMap<>();
    for (String name : tensors.names()) {
      Matcher matcher = NAME.matcher(name);
      if (!matcher.matches()) {
        throw new IOException(
            "%s holds %s, which is no part of a plain LoRA; save the adapter without other modules"
                .formatted(tensors.file(), name));
      }
      parts.put(matcher.group(1) + "." + matcher.group(2), name);
    }
    return parts;
  }

  private static TreeSet<String> layers(Map<String, String> parts, Path file) throws IOException {
    TreeSet<String> layers = new TreeSet<>();
    for (String part : parts.keySet()) {
      String layer = part.substring(0, part.length() - 2);
      String other = layer + (part.endsWith("A") ? ".B" : ".A");
      if (!parts.containsKey(other)) {
        throw new IOException(
            "%s holds only one half of %s; copy or download it again".formatted(file, layer));
      }
      layers.add(layer);
    }
    return layers;
  }

  /** The value of the first pattern that the layer's name ends with, as PEFT looks it up. */
  private static double pattern(ConfigJson config, JsonNode patterns, String layer, double other)
      throws IOException {
    for (Map.Entry<String, JsonNode> entry : patterns.properties()) {
      try {
        if (Pattern.compile("(.*\\.)?(" + entry.getKey() + ")").matcher(layer).matches()) {
          return entry.getValue().asDouble(other);
        }
      } catch (PatternSyntaxException e) {
        throw config.wrong("alpha_pattern", "its keys have to be regular expressions");
      }
    }
    return other;
  }

  /**
   * Writes an adapter into a folder.
   *
   * @param base what {@code base_model_name_or_path} says
   */
  public static void write(LoraAdapter adapter, Path folder, String base) throws IOException {
    write(adapter, folder, base, 0, Map.of());
  }

  /**
   * Writes an adapter into a folder, and beside it what else of the model was trained.
   *
   * @param dropout with which it was trained
   * @param others parameters of the model that were trained in full, for {@code
   *     non_lora_trainables.safetensors}
   */
  public static void write(
      LoraAdapter adapter, Path folder, String base, double dropout, Map<String, NDArray> others)
      throws IOException {
    Files.createDirectories(folder);
    if (!others.isEmpty()) {
      SafeTensorsWriter.write(folder.resolve(OTHERS), others, false);
    }
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    adapter.parameters().forEach((name, array) -> tensors.put(PREFIX + peftName(name), array));
    SafeTensorsWriter.write(folder.resolve(WEIGHTS), tensors, false);
    ObjectNode config = JSON.createObjectNode();
    config.put("peft_type", "LORA").put("task_type", "CAUSAL_LM");
    config.put("base_model_name_or_path", base).put("inference_mode", true);
    config.put("r", adapter.rank());
    // PEFT's own files have a whole number here.
    if (adapter.alpha() == Math.rint(adapter.alpha())) {
      config.put("lora_alpha", (long) adapter.alpha());
    } else {
      config.put("lora_alpha", adapter.alpha());
    }
    config.put("lora_dropout", dropout);
    config.put("bias", "none").put("fan_in_fan_out", false).put("use_rslora", false);
    var targets = config.putArray("target_modules");
    adapter.changes().keySet().forEach(name -> targets.add(peftName(name)));
    Path file = folder.resolve(CONFIG);
    Path beside = folder.resolve(CONFIG + ".partial");
    JSON.writerWithDefaultPrettyPrinter().writeValue(beside.toFile(), config);
    Files.move(beside, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  /** The name that a layer has in today's class of the reference. */
  private static String peftName(String name) {
    return name.startsWith("language_model.model.")
        ? "model.language_model." + name.substring("language_model.model.".length())
        : name.startsWith("language_model.lm_head")
            ? name.substring("language_model.".length())
            : "model." + name;
  }
}
