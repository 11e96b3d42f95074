package borboleta.translate.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.Progress;
import borboleta.translate.Care;
import borboleta.translate.EmojiRecords;
import borboleta.translate.GoogleSettings;
import borboleta.translate.GoogleTranslationClient;
import borboleta.translate.Journal;
import borboleta.translate.LocalTranslateServer;
import borboleta.translate.TranslateFile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTests {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int RECORDS = 50;
  private static final String SOURCE =
      """
      [{"id":"000000033471","image":"a.jpg","conversations":[
         {"from":"human","value":"<image>\\nWhich is it?\\n(A) cat\\n(B) dog"},
         {"from":"gpt","value":"- a cat's hat\\n- 3 &lt; 4"}]},
       {"id":"000000033472","image":"b.jpg","conversations":[
         {"from":"human","value":"What is this?\\n<image>"},{"from":"gpt","value":"a pan"}]},
       {"id":"000000033471","image":"a.jpg","conversations":[
         {"from":"human","value":"Describe it.\\n<image>"},{"from":"gpt","value":"1. A cat."}]}]
      """;
  private static final String TRANSLATED =
      """
      [{"id":"000000033471","image":"a.jpg","conversations":[
         {"from":"human","value":"<image>\\nQual é?\\n(A) gato\\n(B) cão"},
         {"from":"gpt","value":"- o chapéu de um gato\\n- 3 &lt; 4"}]},
       {"id":"000000033472","image":"b.jpg","conversations":[
         {"from":"human","value":"O que é isto?\\n<image>"},{"from":"gpt","value":"uma maçã"}]},
       {"id":"000000033471","image":"a.jpg","conversations":[
         {"from":"human","value":"Descreva.\\n<image>"},{"from":"gpt","value":"1. Um gato."}]}]
      """;

  @TempDir private Path folder;
  private Path source;

  @BeforeEach
  void write() throws IOException {
    source = Files.writeString(folder.resolve("source.json"), SOURCE);
  }

  /** Damages the clean translation and audits it. */
  private AuditReport audit(Consumer<ArrayNode> damage) throws IOException {
    ArrayNode records = (ArrayNode) JSON.readTree(TRANSLATED);
    damage.accept(records);
    Path translated = folder.resolve("translated.json");
    JSON.writerWithDefaultPrettyPrinter().writeValue(translated.toFile(), records);
    return Audit.run(source, translated);
  }

  /** Demands that one check, and no other, reports one fault. */
  private Finding only(String check, Consumer<ArrayNode> damage) throws IOException {
    AuditReport report = audit(damage);
    assertEquals(1, report.faults(), report.toString());
    assertEquals(1, report.faults(check), report.toString());
    assertFalse(report.clean());
    return report.findings().get(0);
  }

  private static void value(ArrayNode records, int record, int turn, String value) {
    ((ObjectNode) records.at("/%d/conversations/%d".formatted(record, turn))).put("value", value);
  }

  @Test
  void cleanTranslationIsClean() throws IOException {
    AuditReport report = audit(records -> {});
    assertTrue(report.clean(), report.toString());
    assertEquals(3, report.records());
    assertEquals(0, report.faultyRecords());
  }

  @Test
  void droppedRecordIsMissed() throws IOException {
    Finding finding = only("records", records -> records.remove(1));
    assertEquals("000000033472", finding.record());
    assertEquals(2, finding.number());
  }

  @Test
  void oneOfTwoRecordsWithTheSameIdIsMissed() throws IOException {
    only("records", records -> records.remove(2));
  }

  @Test
  void surplusRecordIsFound() throws IOException {
    only("records", records -> records.add(records.get(1)));
  }

  @Test
  void recordsThatChangedPlacesAreFound() throws IOException {
    AuditReport report = audit(records -> records.add(records.remove(1)));
    assertEquals(2, report.faults(), report.toString());
    assertEquals(
        List.of(2L, 3L), report.findings().stream().map(Finding::number).sorted().toList());
  }

  @Test
  void recordThatMovedFarIsFoundAlone() throws IOException {
    Path english = EmojiRecords.english(folder.resolve("en.json"), RECORDS);
    ArrayNode records =
        (ArrayNode)
            JSON.readTree(EmojiRecords.portuguese(folder.resolve("pt.json"), RECORDS).toFile());
    records.add(records.remove(10));
    Path moved = folder.resolve("moved.json");
    JSON.writeValue(moved.toFile(), records);
    AuditReport report = Audit.run(english, moved);
    assertEquals(1, report.faults("records"), report.toString());
    assertEquals(11, report.findings().get(0).number());
  }

  @Test
  void idThatBecameAnotherIsTheSameRecord() throws IOException {
    only("identity", records -> ((ObjectNode) records.get(1)).put("id", "rec-2"));
  }

  @Test
  void lostTurnIsFound() throws IOException {
    only("turns", records -> ((ArrayNode) records.at("/0/conversations")).remove(1));
  }

  @Test
  void idThatBecameANumberIsFoundWithBothTypes() throws IOException {
    Finding finding = only("identity", records -> ((ObjectNode) records.get(1)).put("id", 33472));
    assertEquals("\"000000033472\"", finding.expected());
    assertEquals("33472", finding.found());
  }

  @Test
  void changedImageAndRoleAreFound() throws IOException {
    only("identity", records -> ((ObjectNode) records.get(0)).put("image", "a.png"));
    only("identity", records -> ((ObjectNode) records.get(0)).remove("image"));
    only(
        "identity",
        records -> ((ObjectNode) records.at("/0/conversations/0")).put("from", "humano"));
  }

  @Test
  void translatedPlaceholderIsFoundAndNamed() throws IOException {
    Finding finding =
        only("placeholder", records -> value(records, 1, 0, "O que é isto?\n<imagem>"));
    assertEquals("turn 1, value", finding.where());
    assertTrue(finding.found().contains("<imagem>"), finding.found());
  }

  @Test
  void movedDoubledAndLostPlaceholdersAreFound() throws IOException {
    only("placeholder", records -> value(records, 1, 0, "<image>\nO que é isto?"));
    only("placeholder", records -> value(records, 1, 0, "O que é isto?<image>\n<image>"));
    only("placeholder", records -> value(records, 1, 0, "O que é isto?\n"));
    only("placeholder", records -> value(records, 1, 1, "<image> uma maçã"));
  }

  @Test
  void translationInANewKeyIsFound() throws IOException {
    Finding finding =
        only(
            "only-values",
            records -> ((ObjectNode) records.at("/1/conversations/1")).put("value_pt", "uma maçã"));
    assertEquals("turn 2, value_pt", finding.where());
  }

  @Test
  void lostOrChangedValueTypeIsFound() throws IOException {
    only("only-values", records -> ((ObjectNode) records.at("/1/conversations/1")).put("value", 3));
    only("only-values", records -> ((ObjectNode) records.at("/1/conversations/1")).remove("value"));
    only("only-values", records -> ((ObjectNode) records.get(0)).put("model", "nmt"));
  }

  @Test
  void lostLinesMarkersAndOptionsAreFound() throws IOException {
    only("line-structure", records -> value(records, 0, 0, "<image>\nQual é?\n(Um) gato\n(B) cão"));
    only("line-structure", records -> value(records, 0, 0, "<image> Qual é?\n(A) gato\n(B) cão"));
    only("line-structure", records -> value(records, 0, 1, "- o chapéu\n3 &lt; 4"));
    only("line-structure", records -> value(records, 2, 1, "Um gato."));
  }

  @Test
  void entitiesBrokenLettersAndLooseAccentsAreFound() throws IOException {
    only("encoding", records -> value(records, 1, 1, "uma &quot;maçã&quot;"));
    only("encoding", records -> value(records, 1, 1, "uma &#39;maçã"));
    only("encoding", records -> value(records, 1, 1, "uma ma\uFFFD\uFFFD"));
    only("encoding", records -> value(records, 1, 1, "uma\u200B maçã"));
    only("encoding", records -> value(records, 1, 1, "uma maÃ§a"));
    only(
        "encoding",
        records -> value(records, 1, 1, Normalizer.normalize("uma maçã", Normalizer.Form.NFD)));
  }

  @Test
  void cleanTranslationOfTheEmojiWorldIsClean() throws IOException {
    Path english = EmojiRecords.english(folder.resolve("en.json"), 2_000);
    Path portuguese = EmojiRecords.portuguese(folder.resolve("pt.json"), 2_000);
    AuditReport report = Audit.run(english, portuguese);
    assertTrue(report.clean(), report.toString());
    assertEquals(2_000, report.records());
  }

  @Test
  void bothFaultsOfTheTccAreCaughtAndNothingElse() throws IOException {
    Path english = EmojiRecords.english(folder.resolve("en.json"), RECORDS);
    Path portuguese = folder.resolve("pt.json");
    try (LocalTranslateServer server = LocalTranslateServer.start(EmojiRecords.reference(), true);
        GoogleTranslationClient client =
            new GoogleTranslationClient(
                GoogleSettings.cloud("tests").withEndpoint(server.endpoint()));
        Journal journal = Journal.inMemory()) {
      new TranslateFile(client, journal, Care.AS_THE_TCC_DID)
          .run(english, portuguese, Progress.NONE);
    }
    AuditReport report = Audit.run(english, portuguese);
    assertEquals(RECORDS, report.faults("identity"));
    assertEquals(RECORDS, report.faults("placeholder"));
    assertEquals(2 * RECORDS, report.faults());
    assertEquals(RECORDS, report.faultyRecords());
  }

  @Test
  void countsGoOnWhereExamplesEnd() throws IOException {
    int many = AuditReport.FINDINGS_KEPT + 500;
    Path english = EmojiRecords.english(folder.resolve("en.json"), many);
    Path none = Files.writeString(folder.resolve("none.json"), "[]");
    AuditReport report = Audit.run(english, none);
    assertEquals(many, report.faults("records"));
    assertEquals(AuditReport.FINDINGS_KEPT, report.findings().size());
  }

  @Test
  void pageShowsFaultsAsTextAndNeedsNothingElse() throws IOException {
    Path page = folder.resolve("report.html");
    audit(records -> value(records, 1, 0, "O que é isto?\n<imagem>")).writeHtml(page);
    String html = Files.readString(page);
    assertTrue(html.contains("&lt;imagem&gt;"));
    assertFalse(html.contains("<imagem>"));
    for (Check check : Audit.checks()) {
      assertTrue(html.contains(check.name()));
    }
    for (String outside : List.of("http:", "https:", "src=", "<script")) {
      assertFalse(html.contains(outside), outside);
    }
  }

  @Test
  void jsonHasTheFiguresAndTheFindings() throws IOException {
    JsonNode json = JSON.readTree(audit(records -> records.remove(1)).toJson());
    assertEquals(1, json.at("/checks/0/faults").asInt());
    assertEquals("000000033472", json.at("/findings/0/record").asText());
    assertEquals("source.json", json.at("/source").asText());
  }

  @Test
  void fileThatIsCutOffIsNamed() throws IOException {
    Path cut = Files.writeString(folder.resolve("cut.json"), TRANSLATED.substring(0, 400));
    IOException failure = assertThrows(IOException.class, () -> Audit.run(source, cut));
    assertTrue(failure.getMessage().contains("cut.json"), failure.getMessage());
  }
}
