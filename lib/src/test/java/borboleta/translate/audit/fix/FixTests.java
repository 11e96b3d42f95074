package borboleta.translate.audit.fix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.Progress;
import borboleta.translate.audit.Audit;
import borboleta.translate.audit.Mended;
import borboleta.translate.audit.Pairs;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixTests {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SOURCE =
      """
      [{"id":"000000033471","image":"a.jpg","conversations":[
         {"from":"human","value":"<image>\\nWhich is it?\\n(A) a cat\\n(B) a dog"},
         {"from":"gpt","value":"It is a \\"cat\\" at [0.12, 0.50]. See `print(x)` and https://example.org/a."}]},
       {"id":"000000033472","image":"b.jpg","conversations":[
         {"from":"human","value":"What is this?\\n<image>"},
         {"from":"gpt","value":"A pan is on the table.\\n\\nIt is red. It is hot."}]},
       {"id":"000000033473","image":"c.jpg","conversations":[
         {"from":"human","value":"Describe it.\\n<image>"},{"from":"gpt","value":"- A cat.\\n- A dog."}]}]
      """;
  private static final String TRANSLATED =
      """
      [{"id":"000000033471","image":"a.jpg","conversations":[
         {"from":"human","value":"<image>\\nQual é?\\n(A) um gato\\n(B) um cão"},
         {"from":"gpt","value":"É um \\"gato\\" em [0.12, 0.50]. Veja `print(x)` e https://example.org/a."}]},
       {"id":"000000033472","image":"b.jpg","conversations":[
         {"from":"human","value":"O que é isto?\\n<image>"},
         {"from":"gpt","value":"Uma panela está na mesa.\\n\\nEla é vermelha. Está quente."}]},
       {"id":"000000033473","image":"c.jpg","conversations":[
         {"from":"human","value":"Descreva.\\n<image>"},{"from":"gpt","value":"- Um gato.\\n- Um cão."}]}]
      """;

  @TempDir private Path folder;

  /** Damages the translation, mends it and hands out the report. */
  private FixReport fix(Consumer<ArrayNode> damage) throws IOException {
    ArrayNode records = (ArrayNode) JSON.readTree(TRANSLATED);
    damage.accept(records);
    Path source = Files.writeString(folder.resolve("source.json"), SOURCE);
    Path translated = folder.resolve("translated.json");
    JSON.writeValue(translated.toFile(), records);
    assertFalse(Audit.run(source, translated).clean(), "the damage shows");
    try (Pairs pairs = Pairs.open(source, translated, Progress.NONE)) {
      return new Fix(Audit.checks()).run(pairs, folder.resolve("out.json"), Progress.NONE);
    }
  }

  private void mends(Consumer<ArrayNode> damage) throws IOException {
    FixReport report = fix(damage);
    assertTrue(report.clean(), report.toString());
    assertEquals(JSON.readTree(TRANSLATED), JSON.readTree(folder.resolve("out.json").toFile()));
  }

  private static Consumer<ArrayNode> value(int record, int turn, UnaryOperator<String> damage) {
    return records -> {
      JsonNode spoiled = records.at("/%d/conversations/%d".formatted(record, turn));
      ((ObjectNode) spoiled).put("value", damage.apply(spoiled.get("value").textValue()));
    };
  }

  @Test
  void placeholdersAreMended() throws IOException {
    mends(value(0, 0, v -> v.replace("<image>", "<imagem>")));
    mends(value(1, 0, v -> v.replace("<image>", "< Image >")));
    mends(value(1, 0, v -> v.replace("\n<image>", "")));
    mends(value(1, 0, v -> "<image>\n" + v.replace("\n<image>", "")));
    mends(value(1, 0, v -> v + "<image>"));
  }

  @Test
  void fieldsAreMended() throws IOException {
    mends(records -> ((ObjectNode) records.get(1)).put("id", 33472));
    mends(
        records -> {
          ((ObjectNode) records.get(1)).put("id", "b.jpg");
          ((ObjectNode) records.get(1)).put("image", "000000033472");
        });
    mends(records -> ((ObjectNode) records.get(0)).put("lang", "pt"));
    mends(records -> ((ObjectNode) records.at("/0/conversations/0")).put("from", "humano"));
  }

  @Test
  void translationInAnotherKeyGoesWhereItBelongs() throws IOException {
    mends(
        records -> {
          ObjectNode turn = (ObjectNode) records.at("/1/conversations/1");
          turn.put("value_pt", turn.get("value").textValue());
          turn.put("value", "A pan is on the table.\n\nIt is red. It is hot.");
        });
  }

  @Test
  void orderIsMendedAndSurplusLeftOut() throws IOException {
    mends(records -> records.add(records.remove(0)));
    mends(records -> records.add(records.get(1).deepCopy()));
  }

  @Test
  void lettersAreMended() throws IOException {
    mends(value(0, 1, v -> v.replace("\"", "&quot;").replace("É", "&Eacute;")));
    mends(value(1, 1, v -> Normalizer.normalize(v, Normalizer.Form.NFD)));
    mends(value(1, 1, v -> v.replace(" ", " \u200B")));
    mends(
        value(
            1,
            1,
            v -> new String(v.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)));
  }

  @Test
  void linesOptionsBoxesAndCodeAreMended() throws IOException {
    mends(value(0, 0, v -> v.replace("(A)", "(Um)")));
    mends(value(0, 0, v -> v.replace("\n", " ")));
    mends(value(2, 1, v -> v.replace("\n", " ")));
    mends(value(1, 1, v -> v.replace("\n\n", " ")));
    mends(value(1, 1, v -> v.replace("\n", "\\n")));
    mends(value(0, 1, v -> v.replace("0.12, 0.50", "0,12, 0,50")));
    mends(value(0, 1, v -> v.replace("`print(x)`", "`imprimir(x)`")));
  }

  @Test
  void whatNeedsTranslationRemainsAndIsTold() throws IOException {
    FixReport report = fix(value(1, 1, v -> "A pan is on the table.\n\nIt is red. It is hot."));
    assertFalse(report.clean());
    assertEquals(1, report.faulty());
    assertTrue(report.checks().contains(new Mended("language", 1, 1)), report.toString());
    FixReport dropped = fix(records -> records.remove(1));
    assertEquals(2, dropped.written());
    assertTrue(dropped.checks().contains(new Mended("records", 1, 1)), dropped.toString());
  }

  @Test
  void failureLeavesTheOldFile() throws IOException {
    Path out = folder.resolve("out.json");
    Files.writeString(out, "old");
    Path source = Files.writeString(folder.resolve("source.json"), SOURCE);
    Path translated = Files.writeString(folder.resolve("translated.json"), TRANSLATED);
    try (Pairs pairs = Pairs.open(source, translated, Progress.NONE)) {
      Files.writeString(translated, "[]");
      assertThrows(IOException.class, () -> new Fix(Audit.checks()).run(pairs, out, Progress.NONE));
    }
    assertEquals("old", Files.readString(out));
  }
}
