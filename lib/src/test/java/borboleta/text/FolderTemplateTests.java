package borboleta.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder's own template against transformers: {@code templates/jinja.json}. */
class FolderTemplateTests {
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private final Tokenizer tokenizer;
  private final PromptTemplate.SpecialIds special;

  FolderTemplateTests() throws IOException {
    tokenizer = Tokenizer.load(RESOURCES.resolve("goldens/a/tokenizer"));
    special = new PromptTemplate.SpecialIds(tokenizer.id("<image>"), 1, 2, 0, 3);
  }

  private FolderTemplate load(String template) throws IOException {
    Files.writeString(folder.resolve("chat_template.jinja"), template);
    return FolderTemplate.load(folder, tokenizer, special);
  }

  private static Conversation conversation(JsonNode turns) {
    List<Conversation.Round> rounds = new ArrayList<>();
    for (int i = 0; i < turns.size(); i += 2) {
      String answer = i + 1 < turns.size() ? turns.get(i + 1).get(1).asText() : null;
      rounds.add(new Conversation.Round(turns.get(i).get(1).asText(), answer));
    }
    return new Conversation("r5", rounds);
  }

  @Test
  void promptsEqualThoseOfTransformers() throws IOException {
    for (JsonNode one : JSON.readTree(RESOURCES.resolve("templates/jinja.json").toFile())) {
      assertEquals(
          one.get("text").asText(),
          load(one.get("template").asText()).prompt(conversation(one.get("turns"))),
          one.get("name").asText());
    }
  }

  @Test
  void labelsAreWhatTheTemplateWritesForEachAnswer() throws IOException {
    FolderTemplate template =
        load(
            "{% for t in messages %}{% if t.role == 'user' %}USER: {{ t.content }} ASSISTANT:"
                + "{% else %} {{ t.content }}{{ eos_token }}{% endif %}{% endfor %}");
    Conversation talk =
        Conversation.of(
            "r",
            List.of("human", "gpt", "human", "gpt"),
            List.of("<image>\nQual é a cor?", "Azul.", "E o gato?", "Um gato."));
    Sample sample = template.encode(talk);
    long[] learnt = Arrays.stream(sample.labels()).filter(l -> l != ChatTemplate.IGNORE).toArray();
    assertEquals(2, Arrays.stream(learnt).filter(l -> l == 2).count());
    assertEquals("Azul. Um gato.", tokenizer.decode(learnt));
    assertEquals(3, Arrays.stream(sample.ids()).filter(i -> i == special.image()).count());
    assertEquals(1, sample.ids()[0]);
  }

  @Test
  void templateThatRewritesEarlierTurnsIsRefusedWithTheRecordsId() throws IOException {
    FolderTemplate template =
        load("{% for t in messages %}{{ t.content }} of {{ messages | length }} {% endfor %}");
    Conversation one = Conversation.of("r8", List.of("human", "gpt"), List.of("Oi", "Azul"));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> template.encode(one));
    assertTrue(e.getMessage().contains("labels of record r8 do not line up"), e.getMessage());
  }

  @Test
  void whatATemplateRefusesIsPassedOnWithTheRecordsId() throws IOException {
    FolderTemplate template = load("{{ raise_exception('no pictures, please') }}");
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> template.encode(Conversation.ask("Oi", true)));
    assertTrue(e.getMessage().contains("record question: "), e.getMessage());
    assertTrue(e.getMessage().contains("no pictures, please"), e.getMessage());
  }

  @Test
  void templateIsFoundInEachOfItsFiles() throws IOException {
    Path config = folder.resolve("tokenizer_config.json");
    Files.writeString(
        config, "{\"eos_token\": {\"content\": \"<e>\"}, \"chat_template\": \"C{{ eos_token }}\"}");
    Conversation one = Conversation.ask("Oi", false);
    assertEquals("C<e>", FolderTemplate.load(folder, tokenizer, special).prompt(one));
    Files.writeString(
        config,
        "{\"chat_template\": [{\"name\": \"tool\", \"template\": \"T\"},"
            + " {\"name\": \"default\", \"template\": \"D\"}]}");
    assertEquals("D", FolderTemplate.load(folder, tokenizer, special).prompt(one));
    Files.writeString(folder.resolve("chat_template.json"), "{\"chat_template\": \"J\"}");
    assertEquals("J", FolderTemplate.load(folder, tokenizer, special).prompt(one));
    assertEquals("X", load("X").prompt(one));
  }

  @Test
  void folderWithoutATemplateSaysWhatToChoose() {
    IOException e =
        assertThrows(IOException.class, () -> FolderTemplate.load(folder, tokenizer, special));
    assertTrue(e.getMessage().contains("choose vicuna_v1, llava_v1 or plain"), e.getMessage());
  }
}
