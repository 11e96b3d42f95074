package borboleta.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplatesTests {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final Conversation TALK =
      Conversation.of(
          "r",
          List.of("human", "gpt", "human", "gpt"),
          List.of("<image>\nQual é a cor?", "Azul.", "E o gato?", "Um gato."));

  private static final Conversation CAPTION =
      Conversation.of("r", List.of("human", "gpt"), List.of("<image>", "Azul."));

  @TempDir Path folder;

  private final Tokenizer tokenizer;
  private final PromptTemplate.SpecialIds special = new PromptTemplate.SpecialIds(-200, 1, 2, 0, 4);

  TemplatesTests() throws IOException {
    tokenizer = Tokenizer.load(RESOURCES.resolve("goldens/a/tokenizer"));
  }

  private PromptTemplate template(String name) throws IOException {
    return Templates.of(TemplateName.of(name), folder, tokenizer, special, 2048);
  }

  @Test
  void everyNameGivesItsOwnTemplate() throws IOException {
    Files.writeString(
        folder.resolve("chat_template.jinja"),
        "{% for m in messages %}a {{ m.content }}{% endfor %}");
    assertTrue(text("vicuna_v1", "gato").startsWith("A chat between a curious user"));
    assertTrue(text("llava_v1", "gato").startsWith("A chat between a curious human"));
    assertEquals("USER: gato ASSISTANT:", text("llava_hf", "gato"));
    assertEquals("a gato", text("folder", "gato"));
    assertEquals("gato", text("none", "gato"));
    assertEquals("", text("plain", "<image>"));
  }

  @Test
  void labelsLineUpWhateverTheTokenizerDoesBehindAnEnd() throws IOException {
    Path official = RESOURCES.resolve("goldens/a/tokenizer/llava_labels.json");
    JsonNode labels = JSON.readTree(official.toFile());
    PromptTemplate.SpecialIds single =
        new PromptTemplate.SpecialIds(labels.get("image_token_index").asLong(), 1, 2, 0, 1);
    TemplateName name = TemplateName.of(labels.get("template").asText());
    PromptTemplate template = Templates.of(name, folder, tokenizer, single, 2048);
    for (JsonNode one : labels.get("cases")) {
      JsonNode turns = one.get("conversations");
      Conversation talk =
          Conversation.of("r", turns.findValuesAsText("from"), turns.findValuesAsText("value"));
      assertEquals(
          one.get("labels").toString(), JSON.writeValueAsString(template.encode(talk).labels()));
    }
    try (Tokenizer other = withoutSpaceBehindAnEnd()) {
      // It would not line up if a round were counted as it stands alone.
      PromptTemplate wrong = VicunaTemplate.vicuna(other, special, 2048, true);
      assertThrows(IllegalArgumentException.class, () -> wrong.encode(TALK));
      Sample sample =
          Templates.of(TemplateName.VICUNA_V1, folder, other, special, 2048).encode(TALK);
      assertEquals("Azul. Um gato.", other.decode(learnt(sample)));
    }
  }

  /** LLaMA's newer tokenizers write a space before the first word of a text alone. */
  private Tokenizer withoutSpaceBehindAnEnd() throws IOException {
    ObjectNode root =
        (ObjectNode)
            JSON.readTree(RESOURCES.resolve("goldens/a/tokenizer/tokenizer.json").toFile());
    root.putNull("normalizer");
    root.putObject("pre_tokenizer")
        .put("type", "Metaspace")
        .put("replacement", "▁")
        .put("prepend_scheme", "first")
        .put("split", false);
    Files.writeString(folder.resolve("tokenizer.json"), root.toString());
    return Tokenizer.load(folder);
  }

  @Test
  void questionAsItStandsHasItsPictureWhereTheTextSaysSo() throws IOException {
    long[] ids = template("none").encode(Conversation.ask("gato", true)).ids();
    assertArrayEquals(new long[] {1, -200, -200, -200, -200}, Arrays.copyOf(ids, 5));
    Sample sample = template("none").encode(TALK);
    assertEquals(4, Arrays.stream(sample.ids()).filter(id -> id == -200).count());
    assertEquals("Azul. Um gato.", tokenizer.decode(learnt(sample)));
    assertEquals(2, Arrays.stream(learnt(sample)).filter(id -> id == 2).count());
  }

  @Test
  void modelOfWordsReadsThePicturesSignAsLettersOrRefusesIt() throws IOException {
    Files.writeString(
        folder.resolve("chat_template.jinja"),
        "{% for m in messages %}a {{ m.content }}{% endfor %}");
    PromptTemplate.SpecialIds words = new PromptTemplate.SpecialIds(-1, -1, 2, 0, 0);
    PromptTemplate bare = Templates.of(TemplateName.NONE, folder, tokenizer, words, 2048);
    assertArrayEquals(
        tokenizer.encode("a <image> b"), bare.encode(Conversation.ask("a <image> b", false)).ids());
    for (String name : List.of("vicuna_v1", "llava_v1", "llava_hf", "plain", "folder")) {
      PromptTemplate.SpecialIds begun = new PromptTemplate.SpecialIds(-1, 1, 2, 0, 0);
      PromptTemplate asks =
          Templates.of(TemplateName.of(name), folder, tokenizer, begun, Integer.MAX_VALUE);
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () -> asks.encode(name.equals("plain") ? CAPTION : TALK),
              name);
      assertTrue(e.getMessage().contains("r has <image> and the model reads words alone"), name);
    }
  }

  @Test
  void plainHasNoQuestionAndEndsWithItsLine() throws IOException {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> text("plain", "<image>\nWhat?"));
    assertTrue(e.getMessage().contains("no place for the question \"What?\""), e.getMessage());
    assertEquals(List.of("\n"), template("plain").stops());
    assertEquals(List.of(), template("vicuna_v1").stops());
  }

  @Test
  void modelThatLacksWhatATemplateWritesIsRefused() {
    refused(new PromptTemplate.SpecialIds(-1, -1, 2, 0, 0), "begins with a token");
    refused(new PromptTemplate.SpecialIds(-1, 1, 7, 0, 0), "</s>, which is not this model's end");
  }

  private void refused(PromptTemplate.SpecialIds ids, String because) {
    IOException e =
        assertThrows(
            IOException.class,
            () -> Templates.of(TemplateName.VICUNA_V1, folder, tokenizer, ids, 9));
    assertTrue(e.getMessage().contains(because), e.getMessage());
  }

  @Test
  void nameIsTheSameInJsonAndUnknownOnesAreRefusedWithAllThatAreKnown() throws IOException {
    for (TemplateName name : TemplateName.values()) {
      assertEquals(name, JSON.readValue("\"" + name + "\"", TemplateName.class));
      assertEquals("\"" + name + "\"", JSON.writeValueAsString(name));
    }
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> TemplateName.of("v1"));
    assertEquals(
        "template \"v1\" is unknown; known are vicuna_v1, llava_v1, plain, llava_hf, folder, none",
        e.getMessage());
  }

  private String text(String name, String question) throws IOException {
    Conversation open =
        new Conversation("question", List.of(new Conversation.Round(question, null)));
    long[] ids = template(name).encode(open).ids();
    return tokenizer.decode(Arrays.stream(ids).filter(id -> id > 2).toArray());
  }

  private static long[] learnt(Sample sample) {
    return Arrays.stream(sample.labels()).filter(id -> id != ChatTemplate.IGNORE).toArray();
  }
}
