package borboleta.train.recipe;

import java.util.List;

/** Refuses settings outside their ranges, in one sentence. */
final class Check {
  private Check() {}

  static void that(boolean right, String name, Object value, String range) {
    if (!right) {
      throw new IllegalArgumentException(
          "the recipe's %s is %s; it has to be %s".formatted(name, value, range));
    }
  }

  static void oneOf(List<String> known, String name, String value) {
    that(known.contains(value), name, value, "one of " + String.join(", ", known));
  }
}
