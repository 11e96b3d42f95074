package borboleta.translate.audit.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One way to spoil a translation.
 *
 * @param check the check that should find it
 * @param name what is done, in a word or two
 * @param act spoils the record at an index, or says false where it cannot
 */
record Damage(String check, String name, Act act) {
  /** Spoils one record. */
  @FunctionalInterface
  interface Act {
    boolean spoil(Files files, int index, SplittableRandom random);
  }

  /** Spoils one value: null where it cannot. */
  @FunctionalInterface
  interface TextAct {
    String spoil(String source, String translated, SplittableRandom random);
  }

  /**
   * Both files in memory; a damage may change either.
   *
   * @param gone indices whose translation was taken out; it stays in the list until all is done, so
   *     that indices stay true
   * @param twice indices whose translation is written twice
   * @param used indices that have a damage; one that touches a second record adds it
   */
  record Files(
      List<ObjectNode> source,
      List<ObjectNode> translated,
      List<Integer> gone,
      List<Integer> twice,
      Set<Integer> used) {
    JsonNode turn(int index, int turn) {
      return translated.get(index).at("/conversations/" + turn);
    }
  }

  /** Every damage that there is, by the check that should find it. */
  static Map<String, List<Damage>> byCheck() {
    Map<String, List<Damage>> damages = new LinkedHashMap<>();
    for (List<Damage> some :
        List.of(RecordDamages.all(), StructureDamages.all(), ProseDamages.all())) {
      for (Damage damage : some) {
        damages.computeIfAbsent(damage.check(), check -> new ArrayList<>()).add(damage);
      }
    }
    return damages;
  }

  /** A damage of one value of the record, tried on its values in a drawn order. */
  static Damage text(String check, String name, TextAct act) {
    return new Damage(
        check,
        name,
        (files, index, random) -> {
          JsonNode from = files.source().get(index).path("conversations");
          JsonNode to = files.translated().get(index).path("conversations");
          List<Integer> turns = new ArrayList<>();
          for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
            turns.add(random.nextInt(turns.size() + 1), i);
          }
          for (int turn : turns) {
            String before = to.get(turn).path("value").asText();
            String after = act.spoil(from.get(turn).path("value").asText(), before, random);
            if (after != null && !after.equals(before)) {
              ((ObjectNode) to.get(turn)).put("value", after);
              return true;
            }
          }
          return false;
        });
  }
}
