package borboleta.train.plan;

import borboleta.train.recipe.FlatJson;
import java.util.Comparator;
import java.util.List;

/** Finds the known name that a mistaken one may mean. */
final class Nearest {
  private Nearest() {}

  static IllegalArgumentException unknown(String kind, String name, List<String> known) {
    String nearest =
        known.stream().min(Comparator.comparingInt(k -> FlatJson.distance(k, name))).orElseThrow();
    return new IllegalArgumentException(
        "there is no %s %s; did you mean %s? Known are %s"
            .formatted(kind, name, nearest, String.join(", ", known)));
  }
}
