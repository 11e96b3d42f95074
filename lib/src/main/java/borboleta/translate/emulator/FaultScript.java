package borboleta.translate.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which requests fail, and how.
 *
 * @param about what the script plays, in a sentence
 * @param first what befalls the first requests, one after the other; null lets one pass
 * @param always what befalls every request from a number on, counted from 1
 * @param shares of every other request, the share that meets each fault, from 0 to 1
 */
public record FaultScript(
    String about, List<Fault> first, Map<Integer, Fault> always, Map<Fault, Double> shares) {
  /** Scripts that the kit brings. */
  public static final List<String> NAMES = List.of("none", "storm", "imagem", "daily-limit");

  /** Nothing fails. */
  public static final FaultScript NONE = new FaultScript("Nothing fails.", null, null, null);

  /** Checks the shares; what is absent is empty. */
  public FaultScript {
    first = first == null ? List.of() : new java.util.ArrayList<>(first);
    always = new TreeMap<>(Objects.requireNonNullElse(always, Map.of()));
    shares = new TreeMap<>(Objects.requireNonNullElse(shares, Map.of()));
    double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    if (shares.values().stream().anyMatch(s -> !(s >= 0)) || sum > 1 + 1e-9) {
      throw new IllegalArgumentException(
          "the shares of a fault script lie between 0 and 1 and sum to 1 at most, not " + shares);
    }
  }

  /** The first requests fail in the given ways and all others pass. */
  public static FaultScript first(Fault... faults) {
    return new FaultScript("", java.util.Arrays.asList(faults), null, null);
  }

  /** Every request from a number on, counted from 1, fails in one way. */
  public static FaultScript from(int request, Fault fault) {
    return new FaultScript("", null, Map.of(request, fault), null);
  }

  /**
   * Reads a script of the kit by its name, or a JSON file.
   *
   * @throws IOException in one sentence, when there is none or it is not a script
   */
  public static FaultScript load(String nameOrFile) throws IOException {
    ObjectMapper json =
        new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    boolean known = NAMES.contains(nameOrFile);
    Path file = Path.of(nameOrFile);
    if (!known && !Files.isRegularFile(file)) {
      throw new IOException(
          "there is no fault script %s; name a JSON file or one of %s"
              .formatted(nameOrFile, NAMES.stream().collect(Collectors.joining(", "))));
    }
    try (InputStream in =
        known
            ? FaultScript.class.getResourceAsStream(nameOrFile + ".json")
            : Files.newInputStream(file)) {
      return json.readValue(in, FaultScript.class);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s is not a fault script (%s); see storm for one, or its fields about, first, always and shares"
              .formatted(nameOrFile, e.getOriginalMessage().replaceAll("\\s+", " ")),
          e);
    }
  }

  /** The fault of a request, or null. */
  Fault fault(int request, double chance) {
    if (request <= first.size()) {
      return first.get(request - 1);
    }
    for (Map.Entry<Integer, Fault> entry : always.entrySet()) {
      if (request >= entry.getKey()) {
        return entry.getValue();
      }
    }
    double left = chance;
    for (Map.Entry<Fault, Double> entry : shares.entrySet()) {
      left -= entry.getValue();
      if (left < 0) {
        return entry.getKey();
      }
    }
    return null;
  }
}
