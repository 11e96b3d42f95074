package borboleta.translate.audit;

import com.fasterxml.jackson.databind.JsonNode;

/** Row 1 of the audit, within a record: the same number of turns. */
final class TurnsCheck implements Check {
  @Override
  public String name() {
    return "turns";
  }

  @Override
  public String explanation() {
    return "A conversation keeps its number of turns: a lost turn leaves a question without its"
        + " answer.";
  }

  @Override
  public String example() {
    return "4 turns became 3";
  }

  @Override
  public void check(Pair pair, Faults faults) {
    if (!pair.isComplete()) {
      return;
    }
    JsonNode source = pair.source().path("conversations");
    JsonNode translated = pair.translated().path("conversations");
    if (!translated.isArray()) {
      faults.add("conversations", "an array of turns", Shown.json(translated));
    } else if (source.size() != translated.size()) {
      faults.add("conversations", source.size() + " turns", translated.size() + " turns");
    }
  }
}
