package borboleta.translate.audit;

import com.fasterxml.jackson.databind.JsonNode;

/** Row 2 of the audit: id, image and from are the same text and the same JSON type. */
final class IdentityCheck implements Check {
  @Override
  public String name() {
    return "identity";
  }

  @Override
  public String explanation() {
    return "The fields id, image and from stay as they were, text and JSON type: an id that became"
        + " a number has lost its zeros and finds no picture any more.";
  }

  @Override
  public String example() {
    return "id \"000000033471\" became 33471";
  }

  @Override
  public void check(Pair pair, Faults faults) {
    if (!pair.isComplete()) {
      return;
    }
    compare("id", pair.source().path("id"), pair.translated().path("id"), faults);
    compare("image", pair.source().path("image"), pair.translated().path("image"), faults);
    for (Pair.TurnPair turn : pair.turns()) {
      compare(
          "turn " + turn.number() + ", from",
          turn.source().path("from"),
          turn.translated().path("from"),
          faults);
    }
  }

  private static void compare(String where, JsonNode expected, JsonNode found, Faults faults) {
    if (!expected.equals(found)) {
      faults.add(where, Shown.json(expected), Shown.json(found));
    }
  }
}
