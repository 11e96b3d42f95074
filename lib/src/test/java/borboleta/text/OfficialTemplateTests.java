package borboleta.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** LLaVA's own templates against its training code: {@code templates/official.json}. */
class OfficialTemplateTests {
  private static final Path RESOURCES = Path.of("src/test/resources");

  private final Tokenizer tokenizer;
  private final PromptTemplate.SpecialIds special = new PromptTemplate.SpecialIds(-200, 1, 2, 0, 1);

  OfficialTemplateTests() throws IOException {
    tokenizer = Tokenizer.load(RESOURCES.resolve("goldens/a/tokenizer"));
  }

  private PromptTemplate template(String name) {
    return switch (name) {
      case "vicuna_v1" -> VicunaTemplate.vicuna(tokenizer, special, 2048, true);
      case "llava_v1" -> VicunaTemplate.llava(tokenizer, special, 2048, true);
      default -> new PlainTemplate(tokenizer, special);
    };
  }

  private static Conversation conversation(JsonNode turns) {
    List<String> speakers = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (JsonNode turn : turns) {
      speakers.add(turn.get("from").asText());
      values.add(turn.get("value").asText());
    }
    return Conversation.of("r7", speakers, values);
  }

  private static long[] ids(JsonNode list) {
    long[] ids = new long[list.size()];
    Arrays.setAll(ids, i -> list.get(i).asLong());
    return ids;
  }

  @Test
  void whereTheOriginalLearnsLabelsAreEqualAndWhereItDropsTheRecordIsNamed() throws IOException {
    JsonNode cases =
        new ObjectMapper().readTree(RESOURCES.resolve("templates/official.json").toFile());
    int dropped = 0;
    for (JsonNode one : cases) {
      long[] labels = ids(one.get("labels"));
      Conversation conversation = conversation(one.get("conversations"));
      PromptTemplate template = template(one.get("template").asText());
      if (Arrays.stream(labels).allMatch(l -> l == ChatTemplate.IGNORE)) {
        dropped++;
        IllegalArgumentException e =
            assertThrows(IllegalArgumentException.class, () -> template.encode(conversation));
        assertTrue(e.getMessage().contains("labels of record r7 do not line up"), e.getMessage());
      } else {
        Sample got = template.encode(conversation);
        assertArrayEquals(ids(one.get("input_ids")), got.ids(), one.get("name").asText());
        assertArrayEquals(labels, got.labels(), one.get("name").asText());
      }
    }
    assertEquals(4, dropped);
  }

  @Test
  void pictureTakesAsManyTokensAsItHasPatchesAndNoneIsLearnt() {
    PromptTemplate.SpecialIds patches = new PromptTemplate.SpecialIds(-200, 1, 2, 0, 5);
    Conversation one =
        Conversation.of("r", List.of("human", "gpt"), List.of("<image>\nOi", "Azul"));
    Sample few = template("vicuna_v1").encode(one);
    Sample many = VicunaTemplate.vicuna(tokenizer, patches, 2048, true).encode(one);
    assertEquals(few.length() + 4, many.length());
    assertEquals(5, Arrays.stream(many.ids()).filter(i -> i == -200).count());
    assertEquals(0, Arrays.stream(many.labels()).filter(i -> i == -200).count());
    assertEquals(learnt(few), learnt(many));
  }

  private static long learnt(Sample sample) {
    return Arrays.stream(sample.labels()).filter(l -> l != ChatTemplate.IGNORE).count();
  }

  @Test
  void openQuestionEndsWithTheAssistantsTurnAndTeachesNothing() {
    Sample sample = template("vicuna_v1").encode(Conversation.ask("Oi", true));
    assertEquals(0, learnt(sample));
    String text = tokenizer.decode(Arrays.stream(sample.ids()).filter(i -> i > 0).toArray());
    assertTrue(text.endsWith("ASSISTANT:"), text);
  }

  @Test
  void textBeyondTheLimitIsCutAsTheOriginalDoes() {
    Conversation one = Conversation.of("r", List.of("human", "gpt"), List.of("Oi", "Azul. Azul."));
    int whole = template("vicuna_v1").encode(one).length();
    Sample cut = VicunaTemplate.vicuna(tokenizer, special, whole - 3, true).encode(one);
    assertEquals(whole - 3, cut.length());
    assertEquals(learnt(template("vicuna_v1").encode(one)) - 3, learnt(cut));
  }

  @Test
  void turnsThatDoNotAlternateAreRefusedWithTheRecordsId() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Conversation.of("r3", List.of("human", "human"), List.of("a", "b")));
    assertTrue(e.getMessage().contains("record r3 does not alternate"), e.getMessage());
  }

  @Test
  void plainTakesOnlyAPictureWithACaption() {
    Conversation talk =
        Conversation.of(
            "r4", List.of("human", "gpt", "human", "gpt"), List.of("<image>", "a", "b", "c"));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> template("plain").encode(talk));
    assertTrue(e.getMessage().contains("record r4 is no picture"), e.getMessage());
  }
}
