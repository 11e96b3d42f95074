package borboleta.translate.audit.measure;

import borboleta.translate.audit.measure.Damage.Files;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SplittableRandom;

/** What happens to whole records: rows 1 to 4 of the audit. */
final class RecordDamages {
  private RecordDamages() {}

  static List<Damage> all() {
    return List.of(
        new Damage("records", "dropped", (files, i, random) -> files.gone().add(i)),
        new Damage("records", "doubled", (files, i, random) -> files.twice().add(i)),
        new Damage("records", "changed places", RecordDamages::changePlaces),
        new Damage("turns", "last turn lost", (files, i, random) -> drop(turns(files, i), -1)),
        new Damage("turns", "first turn lost", (files, i, random) -> drop(turns(files, i), 0)),
        new Damage("turns", "turn doubled", RecordDamages::doubleTurn),
        new Damage("identity", "id became a number", RecordDamages::numberId),
        new Damage("identity", "a digit of the id", RecordDamages::otherId),
        new Damage("identity", "image renamed", RecordDamages::renameImage),
        new Damage("identity", "role translated", RecordDamages::translateRole),
        new Damage("identity", "id and image changed places", RecordDamages::swapFields),
        new Damage("only-values", "translated beside value", RecordDamages::newKey),
        new Damage("only-values", "value renamed", RecordDamages::renameValue),
        new Damage(
            "only-values",
            "key added",
            (f, i, r) -> f.translated().get(i).put("lang", "pt") != null),
        Damage.text("placeholder", "translated", (s, t, r) -> swap(t, "<image>", "<imagem>")),
        Damage.text("placeholder", "capital", (s, t, r) -> swap(t, "<image>", "<Image>")),
        Damage.text("placeholder", "spaced", (s, t, r) -> swap(t, "<image>", "< image >")),
        Damage.text("placeholder", "lost", (s, t, r) -> swap(t, "<image>", "")),
        Damage.text("placeholder", "doubled", (s, t, r) -> swap(t, "<image>", "<image><image>")),
        Damage.text("placeholder", "at the other end", RecordDamages::otherEnd));
  }

  private static ArrayNode turns(Files files, int index) {
    return (ArrayNode) files.translated().get(index).path("conversations");
  }

  private static boolean changePlaces(Files files, int index, SplittableRandom random) {
    int other = index + 2 + random.nextInt(20);
    if (other >= files.translated().size() || !files.used().add(other)) {
      return false;
    }
    ObjectNode record = files.translated().get(index);
    files.translated().set(index, files.translated().get(other));
    files.translated().set(other, record);
    return true;
  }

  private static boolean drop(ArrayNode turns, int which) {
    turns.remove(which < 0 ? turns.size() - 1 : which);
    return true;
  }

  private static boolean doubleTurn(Files files, int index, SplittableRandom random) {
    ArrayNode turns = turns(files, index);
    int which = random.nextInt(turns.size());
    turns.insert(which, turns.get(which).deepCopy());
    return true;
  }

  private static boolean numberId(Files files, int index, SplittableRandom random) {
    String id = files.translated().get(index).path("id").asText();
    if (!id.matches("\\d{1,18}")) {
      return false;
    }
    files.translated().get(index).put("id", Long.parseLong(id));
    return true;
  }

  private static boolean otherId(Files files, int index, SplittableRandom random) {
    String id = files.translated().get(index).path("id").asText();
    files.translated().get(index).put("id", id + "7");
    return true;
  }

  private static boolean renameImage(Files files, int index, SplittableRandom random) {
    JsonNode image = files.translated().get(index).path("image");
    if (!image.isTextual()) {
      return false;
    }
    String name = image.asText();
    files
        .translated()
        .get(index)
        .put("image", random.nextBoolean() ? "imagens/" + name : name + "g");
    return true;
  }

  private static boolean translateRole(Files files, int index, SplittableRandom random) {
    ArrayNode turns = turns(files, index);
    int which = random.nextInt(turns.size());
    String role = turns.get(which).path("from").asText();
    ((ObjectNode) turns.get(which)).put("from", role.equals("human") ? "humano" : "assistente");
    return true;
  }

  private static boolean swapFields(Files files, int index, SplittableRandom random) {
    ObjectNode record = files.translated().get(index);
    if (!record.has("image") || record.get("image").equals(record.get("id"))) {
      return false;
    }
    JsonNode id = record.get("id");
    record.set("id", record.get("image"));
    record.set("image", id);
    return true;
  }

  private static boolean newKey(Files files, int index, SplittableRandom random) {
    ArrayNode turns = turns(files, index);
    for (int i = 0; i < turns.size(); i++) {
      ObjectNode turn = (ObjectNode) turns.get(i);
      turn.put("value_pt", turn.path("value").asText());
      turn.set("value", files.source().get(index).at("/conversations/" + i + "/value"));
    }
    return true;
  }

  private static boolean renameValue(Files files, int index, SplittableRandom random) {
    ArrayNode turns = turns(files, index);
    ObjectNode turn = (ObjectNode) turns.get(random.nextInt(turns.size()));
    turn.set("valor", turn.remove("value"));
    return true;
  }

  private static String otherEnd(String source, String translated, SplittableRandom random) {
    String rest = translated.replace("<image>", "").strip();
    return !translated.contains("<image>") || rest.isEmpty()
        ? null
        : translated.startsWith("<image>") ? rest + "\n<image>" : "<image>\n" + rest;
  }

  static String swap(String text, String from, String to) {
    return text.contains(from) ? text.replace(from, to) : null;
  }
}
