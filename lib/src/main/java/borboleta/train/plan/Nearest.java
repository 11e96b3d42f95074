package borboleta.train.plan;

import borboleta.train.recipe.FlatJson;
import java.util.List;

/** Refuses a name that is not known, with the one that it may mean. */
final class Nearest {
  private Nearest() {}

  static IllegalArgumentException unknown(String kind, String name, List<String> known) {
    return new IllegalArgumentException(
        "there is no %s %s; did you mean %s? Known are %s"
            .formatted(kind, name, FlatJson.nearest(name, known), String.join(", ", known)));
  }
}
