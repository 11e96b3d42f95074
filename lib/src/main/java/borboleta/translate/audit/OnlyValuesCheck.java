package borboleta.translate.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Row 4 of the audit: only values differ; no key is new, lost or changed. */
final class OnlyValuesCheck implements Check {
  // What IdentityCheck and TurnsCheck report is not reported twice.
  private static final Set<String> RECORD_OTHERS = Set.of("id", "image", "conversations");
  private static final Set<String> TURN_OTHERS = Set.of("from", "value");

  @Override
  public String name() {
    return "only-values";
  }

  @Override
  public String explanation() {
    return "Nothing but the text in value changes: a translation in a new key leaves value in"
        + " English, and a trainer reads value.";
  }

  @Override
  public String example() {
    return "a turn has a new key value_pt, and value is still in English";
  }

  @Override
  public void check(Pair pair, Faults faults) {
    if (!pair.isComplete()) {
      return;
    }
    compare("", pair.source(), pair.translated(), RECORD_OTHERS, faults);
    for (Pair.TurnPair turn : pair.turns()) {
      String where = "turn " + turn.number() + ", ";
      compare(where, turn.source(), turn.translated(), TURN_OTHERS, faults);
      JsonNode expected = turn.source().path("value");
      JsonNode found = turn.translated().path("value");
      if (!found.isMissingNode() && expected.getNodeType() != found.getNodeType()) {
        faults.add(turn.where(), Shown.json(expected), Shown.json(found));
      }
    }
  }

  private static void compare(
      String where, JsonNode source, JsonNode translated, Set<String> others, Faults faults) {
    Set<String> keys = new LinkedHashSet<>();
    addNames(keys, source);
    addNames(keys, translated);
    for (String key : keys) {
      boolean inBoth = source.has(key) && translated.has(key);
      boolean same = inBoth && source.get(key).equals(translated.get(key));
      boolean reported = inBoth ? others.contains(key) : isIdentity(key);
      if (!same && !reported) {
        faults.add(where + key, Shown.json(source.path(key)), Shown.json(translated.path(key)));
      }
    }
  }

  private static boolean isIdentity(String key) {
    return key.equals("id")
        || key.equals("image")
        || key.equals("from")
        || key.equals("conversations");
  }

  private static void addNames(Set<String> keys, JsonNode object) {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      keys.add(names.next());
    }
  }
}
