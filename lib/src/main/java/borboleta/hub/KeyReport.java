package borboleta.hub;

import java.io.IOException;
import java.util.List;

/**
 * How the names in a checkpoint meet the parameters of a model.
 *
 * @param used names in the file that became parameters
 * @param unused names in the file that the model has no use for
 * @param missing parameters that no file holds
 * @param harmless those of both lists that change no result: tables that are computed, and layers
 *     behind the one that is read
 */
public record KeyReport(
    List<String> used, List<String> unused, List<String> missing, List<String> harmless) {

  private static final int NAMED = 20;

  /**
   * Refuses a checkpoint whose names do not fit.
   *
   * @throws IOException naming the keys that are unused or missing and not known to be harmless,
   *     twenty of each at most
   */
  public void check(Object place) throws IOException {
    List<String> lost = unused.stream().filter(k -> !harmless.contains(k)).toList();
    List<String> wanted = missing.stream().filter(k -> !harmless.contains(k)).toList();
    if (!lost.isEmpty() || !wanted.isEmpty()) {
      throw new IOException(
          place
              + " does not hold the model of its config.json: "
              + (wanted.isEmpty() ? "" : "missing " + some(wanted))
              + (wanted.isEmpty() || lost.isEmpty() ? "" : ", ")
              + (lost.isEmpty() ? "" : "without use " + some(lost)));
    }
  }

  private static String some(List<String> keys) {
    return keys.size() <= NAMED
        ? keys.toString()
        : "%s and %,d more".formatted(keys.subList(0, NAMED), keys.size() - NAMED);
  }
}
