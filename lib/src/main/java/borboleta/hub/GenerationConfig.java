package borboleta.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How a model is meant to answer, under the names of {@code generation_config.json}.
 *
 * @param doSample whether words are drawn instead of taken greedily
 * @param temperature what logits are divided by
 * @param topK how many of the likeliest words are drawn from; 0 means all
 * @param topP the share of probability that is drawn from
 * @param repetitionPenalty what the logits of words already there are divided by
 * @param numBeams rows of a beam search; 1 means none
 * @param maxNewTokens most tokens of an answer, or 0 where the file says nothing
 * @param eosTokenIds any of these ends an answer
 * @param padTokenId what shorter rows are filled with, or -1 where the file says nothing
 * @param lengthPenalty power of the length that a beam's score is divided by
 * @param earlyStopping whether a beam search ends with as many finished texts as beams
 * @param stopStrings any of these ends an answer
 */
public record GenerationConfig(
    boolean doSample,
    double temperature,
    int topK,
    double topP,
    double repetitionPenalty,
    int numBeams,
    int maxNewTokens,
    List<Integer> eosTokenIds,
    int padTokenId,
    double lengthPenalty,
    boolean earlyStopping,
    List<String> stopStrings) {

  private static final String NOT_DONE =
      "this rule is not done here; remove it from the file to generate without it";

  /** Rules that are not known, with the values under which they change nothing. */
  private static final Map<String, Double> NEUTRAL =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("no_repeat_ngram_size", 0.0),
              Map.entry("encoder_no_repeat_ngram_size", 0.0),
              Map.entry("encoder_repetition_penalty", 1.0),
              Map.entry("min_length", 0.0),
              Map.entry("min_new_tokens", 0.0),
              Map.entry("num_beam_groups", 1.0),
              Map.entry("diversity_penalty", 0.0),
              Map.entry("penalty_alpha", 0.0),
              Map.entry("guidance_scale", 1.0),
              Map.entry("min_p", 0.0),
              Map.entry("typical_p", 1.0),
              Map.entry("epsilon_cutoff", 0.0),
              Map.entry("eta_cutoff", 0.0)));

  private static final Set<String> OF_DRAWING =
      Set.of("min_p", "typical_p", "epsilon_cutoff", "eta_cutoff");

  private static final List<String> LISTS =
      List.of(
          "bad_words_ids",
          "suppress_tokens",
          "begin_suppress_tokens",
          "sequence_bias",
          "forced_bos_token_id",
          "forced_eos_token_id",
          "exponential_decay_length_penalty");

  /**
   * Reads a model folder's file; without one, every value has transformers' default ({@code
   * configuration_utils.py} of {@code generation}).
   *
   * @throws IOException if it is no JSON, a value cannot be meant, or a rule is not done here that
   *     would change the answers
   */
  public static GenerationConfig read(Path folder) throws IOException {
    Path file = folder.resolve("generation_config.json");
    JsonNode root =
        Files.exists(file) ? JsonFile.read(file) : JsonNodeFactory.instance.objectNode();
    ConfigJson json = new ConfigJson(file, root);
    boolean draws = json.flag("do_sample", false);
    refuseUnknown(json, root, draws);
    JsonNode early = root.path("early_stopping");
    if (early.isTextual()) {
      throw json.wrong("early_stopping", "known are true and false");
    }
    GenerationConfig config =
        new GenerationConfig(
            draws,
            json.number("temperature", 1),
            json.count("top_k", 50),
            json.number("top_p", 1),
            json.number("repetition_penalty", 1),
            json.size("num_beams", 1),
            json.count("max_new_tokens", 0),
            tokens(json, root.path("eos_token_id")),
            json.token("pad_token_id", -1),
            json.number("length_penalty", 1),
            json.flag("early_stopping", false),
            texts(json, root.path("stop_strings")));
    config.check(json);
    return config;
  }

  private static List<Integer> tokens(ConfigJson json, JsonNode node) throws IOException {
    List<Integer> tokens = new ArrayList<>();
    for (JsonNode id : node.isArray() ? node : List.of(node)) {
      if (id.isInt()) {
        tokens.add(id.asInt());
      } else if (!id.isMissingNode() && !id.isNull()) {
        throw json.wrong("eos_token_id", "it has to be a token's id or several");
      }
    }
    return List.copyOf(tokens);
  }

  private static List<String> texts(ConfigJson json, JsonNode node) throws IOException {
    List<String> texts = new ArrayList<>();
    for (JsonNode text : node.isArray() ? node : List.of(node)) {
      if (text.isTextual()) {
        texts.add(text.asText());
      } else if (!text.isMissingNode() && !text.isNull()) {
        throw json.wrong("stop_strings", "it has to be a text or several");
      }
    }
    return List.copyOf(texts);
  }

  /** Refuses what would change the answers if it were done. */
  private static void refuseUnknown(ConfigJson json, JsonNode root, boolean draws)
      throws IOException {
    for (Map.Entry<String, Double> rule : NEUTRAL.entrySet()) {
      boolean counts = draws || !OF_DRAWING.contains(rule.getKey());
      if (counts && json.number(rule.getKey(), rule.getValue()) != rule.getValue()) {
        throw json.wrong(rule.getKey(), NOT_DONE);
      }
    }
    for (String list : LISTS) {
      JsonNode value = root.path(list);
      if (!value.isMissingNode()
          && !value.isNull()
          && !(value.isContainerNode() && value.isEmpty())) {
        throw json.wrong(list, NOT_DONE);
      }
    }
  }

  private void check(ConfigJson json) throws IOException {
    if (!(temperature >= 0)) {
      throw json.wrong("temperature", "it has to be 0 or more");
    }
    if (!(topP > 0 && topP <= 1)) {
      throw json.wrong("top_p", "it has to be above 0 and 1 at most");
    }
    if (!(repetitionPenalty > 0)) {
      throw json.wrong("repetition_penalty", "it has to be above 0");
    }
  }
}
