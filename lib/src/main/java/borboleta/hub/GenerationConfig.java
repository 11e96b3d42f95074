package borboleta.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

  /**
   * Reads a model folder's file; without one, every value has transformers' default ({@code
   * configuration_utils.py} of {@code generation}).
   *
   * @throws IOException if it is no JSON, or a value cannot be meant
   */
  public static GenerationConfig read(Path folder) throws IOException {
    Path file = folder.resolve("generation_config.json");
    JsonNode root =
        Files.exists(file) ? JsonFile.read(file) : JsonNodeFactory.instance.objectNode();
    List<Integer> ends = new ArrayList<>();
    JsonNode end = root.path("eos_token_id");
    if (end.isArray()) {
      end.forEach(id -> ends.add(id.asInt()));
    } else if (end.isInt()) {
      ends.add(end.asInt());
    }
    List<String> stops = new ArrayList<>();
    JsonNode stop = root.path("stop_strings");
    if (stop.isArray()) {
      stop.forEach(text -> stops.add(text.asText()));
    } else if (stop.isTextual()) {
      stops.add(stop.asText());
    }
    JsonNode early = root.path("early_stopping");
    if (early.isTextual()) {
      throw new IOException(file + " has early_stopping " + early + "; known are true and false");
    }
    GenerationConfig config =
        new GenerationConfig(
            root.path("do_sample").asBoolean(false),
            root.path("temperature").asDouble(1),
            root.path("top_k").asInt(50),
            root.path("top_p").asDouble(1),
            root.path("repetition_penalty").asDouble(1),
            root.path("num_beams").asInt(1),
            root.path("max_new_tokens").asInt(0),
            List.copyOf(ends),
            root.path("pad_token_id").asInt(-1),
            root.path("length_penalty").asDouble(1),
            early.asBoolean(false),
            List.copyOf(stops));
    config.check(file);
    return config;
  }

  private void check(Path file) throws IOException {
    String wrong =
        temperature < 0
            ? "temperature " + temperature
            : topK < 0
                ? "top_k " + topK
                : !(topP > 0 && topP <= 1)
                    ? "top_p " + topP
                    : !(repetitionPenalty > 0)
                        ? "repetition_penalty " + repetitionPenalty
                        : numBeams < 1
                            ? "num_beams " + numBeams
                            : maxNewTokens < 0 ? "max_new_tokens " + maxNewTokens : null;
    if (wrong != null) {
      throw new IOException(file + " has " + wrong + ", under which nothing can be generated");
    }
  }
}
