package borboleta.generate;

import borboleta.hub.GenerationConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * How answers are written, under the names of transformers' {@code generation_config.json}.
 *
 * @param maxNewTokens most tokens of an answer
 * @param doSample whether words are drawn; otherwise the likeliest is taken
 * @param temperature what logits are divided by before a word is drawn
 * @param topK how many of the likeliest words are drawn from; 0 means all
 * @param topP the share of probability that is drawn from (arXiv 1904.09751, section 3.1)
 * @param repetitionPenalty what the logits of words already there are divided by (arXiv 1909.05858,
 *     section 4.1); 1 means none
 * @param numBeams texts that a beam search keeps; 1 means no search
 * @param lengthPenalty power of the length that a beam's score is divided by
 * @param earlyStopping whether a beam search ends with as many finished texts as beams
 * @param eosTokenIds any of these ends an answer; none means the one of the model's config.json
 * @param stopStrings any of these ends an answer and is cut off it
 * @param seed of the words that are drawn
 */
public record GenerationSettings(
    int maxNewTokens,
    boolean doSample,
    double temperature,
    int topK,
    double topP,
    double repetitionPenalty,
    int numBeams,
    double lengthPenalty,
    boolean earlyStopping,
    List<Integer> eosTokenIds,
    List<String> stopStrings,
    long seed) {
  /** Always the likeliest word, 64 at most. */
  public static final GenerationSettings GREEDY =
      new GenerationSettings(64, false, 1, 50, 1, 1, 1, 1, false, List.of(), List.of(), 0);

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public GenerationSettings {
    check(maxNewTokens > 0, "max_new_tokens", maxNewTokens, "1 or more");
    check(temperature > 0 && temperature < 1e6, "temperature", temperature, "above 0");
    check(topK >= 0, "top_k", topK, "1 or more, or 0 for all words");
    check(topP > 0 && topP <= 1, "top_p", topP, "above 0, 1 at most");
    check(repetitionPenalty > 0, "repetition_penalty", repetitionPenalty, "above 0");
    check(numBeams > 0, "num_beams", numBeams, "1 or more");
    check(Double.isFinite(lengthPenalty), "length_penalty", lengthPenalty, "a number");
    check(!stopStrings.contains(""), "stop string", "empty", "a character or more");
    eosTokenIds = List.copyOf(eosTokenIds);
    stopStrings = List.copyOf(stopStrings);
  }

  /**
   * Reads a model folder's generation_config.json; without one the words are taken greedily.
   *
   * @throws IOException if the file is no JSON, or a value cannot be meant
   */
  public static GenerationSettings read(Path folder) throws IOException {
    GenerationConfig file = GenerationConfig.read(folder);
    int words = file.maxNewTokens() == 0 ? GREEDY.maxNewTokens : file.maxNewTokens();
    // Some files ask for greedy decoding by temperature 0, which nothing can be divided by.
    boolean draws = file.doSample() && file.temperature() > 0;
    return new GenerationSettings(
        words,
        draws,
        file.temperature() > 0 ? file.temperature() : 1,
        file.topK(),
        file.topP(),
        file.repetitionPenalty(),
        file.numBeams(),
        file.lengthPenalty(),
        file.earlyStopping(),
        file.eosTokenIds(),
        file.stopStrings(),
        0);
  }

  /** These settings with some changed: {@code settings.with(s -> s.topK(5).seed(3))}. */
  public GenerationSettings with(UnaryOperator<Changes> changes) {
    return changes.apply(new Changes(this)).settings();
  }

  private static void check(boolean right, String name, Object value, String range) {
    if (!right) {
      throw new IllegalArgumentException("%s is %s; it has to be %s".formatted(name, value, range));
    }
  }

  /** Settings that are being changed; each method is named for what it sets. */
  public static final class Changes {
    private int maxNewTokens;
    private boolean doSample;
    private double temperature;
    private int topK;
    private double topP;
    private double repetitionPenalty;
    private int numBeams;
    private double lengthPenalty;
    private boolean earlyStopping;
    private List<Integer> eosTokenIds;
    private List<String> stopStrings;
    private long seed;

    private Changes(GenerationSettings s) {
      maxNewTokens = s.maxNewTokens;
      doSample = s.doSample;
      temperature = s.temperature;
      topK = s.topK;
      topP = s.topP;
      repetitionPenalty = s.repetitionPenalty;
      numBeams = s.numBeams;
      lengthPenalty = s.lengthPenalty;
      earlyStopping = s.earlyStopping;
      eosTokenIds = s.eosTokenIds;
      stopStrings = s.stopStrings;
      seed = s.seed;
    }

    private GenerationSettings settings() {
      return new GenerationSettings(
          maxNewTokens,
          doSample,
          temperature,
          topK,
          topP,
          repetitionPenalty,
          numBeams,
          lengthPenalty,
          earlyStopping,
          eosTokenIds,
          stopStrings,
          seed);
    }

    public Changes maxNewTokens(int value) {
      maxNewTokens = value;
      return this;
    }

    public Changes doSample(boolean value) {
      doSample = value;
      return this;
    }

    public Changes temperature(double value) {
      temperature = value;
      return this;
    }

    public Changes topK(int value) {
      topK = value;
      return this;
    }

    public Changes topP(double value) {
      topP = value;
      return this;
    }

    public Changes repetitionPenalty(double value) {
      repetitionPenalty = value;
      return this;
    }

    public Changes numBeams(int value) {
      numBeams = value;
      return this;
    }

    public Changes lengthPenalty(double value) {
      lengthPenalty = value;
      return this;
    }

    public Changes earlyStopping(boolean value) {
      earlyStopping = value;
      return this;
    }

    public Changes eosTokenIds(List<Integer> value) {
      eosTokenIds = value;
      return this;
    }

    public Changes stopStrings(List<String> value) {
      stopStrings = value;
      return this;
    }

    /** Adds to the stop strings. */
    public Changes moreStopStrings(List<String> more) {
      stopStrings = Stream.concat(stopStrings.stream(), more.stream()).distinct().toList();
      return this;
    }

    public Changes seed(long value) {
      seed = value;
      return this;
    }
  }
}
