package borboleta.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The chat template that a model folder carries: {@code chat_template.jinja}, {@code
 * chat_template.json} or {@code tokenizer_config.json}.
 *
 * <p>The labels of an answer are what the template adds to the prompt that asks for it: its text,
 * and whatever the template writes after it.
 */
public final class FolderTemplate implements PromptTemplate {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JinjaTemplate template;
  private final Tokenizer tokenizer;
  private final SpecialIds special;
  private final String bos;
  private final String eos;

  private FolderTemplate(
      JinjaTemplate template, Tokenizer tokenizer, SpecialIds special, String bos, String eos) {
    this.template = template;
    this.tokenizer = tokenizer;
    this.special = special;
    this.bos = bos;
    this.eos = eos;
  }

  /**
   * Whether a folder has a template.
   *
   * @throws IOException if a file of it is no JSON
   */
  public static boolean isIn(Path folder) throws IOException {
    return Files.isRegularFile(folder.resolve("chat_template.jinja"))
        || json(folder.resolve("chat_template.json")).has("chat_template")
        || json(folder.resolve("tokenizer_config.json")).has("chat_template");
  }

  /**
   * Loads the template of a folder.
   *
   * @throws IOException if the folder has none, or a file of it is no JSON
   */
  public static FolderTemplate load(Path folder, Tokenizer tokenizer, SpecialIds special)
      throws IOException {
    JsonNode config = json(folder.resolve("tokenizer_config.json"));
    Path jinja = folder.resolve("chat_template.jinja");
    JsonNode source = json(folder.resolve("chat_template.json")).path("chat_template");
    if (!source.isTextual()) {
      source = config.path("chat_template");
    }
    for (JsonNode named : source) {
      if (named.path("name").asText().equals("default")) {
        source = named.path("template");
      }
    }
    if (!Files.isRegularFile(jinja) && !source.isTextual()) {
      throw new IOException(
          folder
              + " has no chat template in chat_template.jinja, chat_template.json or"
              + " tokenizer_config.json; choose vicuna_v1, llava_v1 or plain");
    }
    return new FolderTemplate(
        template(folder, Files.isRegularFile(jinja) ? Files.readString(jinja) : source.asText()),
        tokenizer,
        special,
        token(config, "bos_token", "<s>"),
        token(config, "eos_token", "</s>"));
  }

  private static JinjaTemplate template(Path folder, String source) throws IOException {
    try {
      return new JinjaTemplate(source);
    } catch (IllegalArgumentException e) {
      throw new IOException(folder + ": " + e.getMessage(), e);
    }
  }

  private static JsonNode json(Path file) throws IOException {
    try {
      return Files.isRegularFile(file)
          ? JSON.readTree(Files.readString(file))
          : JSON.createObjectNode();
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is not JSON; download it again", e);
    }
  }

  private static String token(JsonNode config, String name, String usual) {
    JsonNode token = config.path(name);
    return token.isObject() ? token.path("content").asText(usual) : token.asText(usual);
  }

  /** The prompt as text, with {@code <image>} where the picture stands. */
  public String prompt(Conversation conversation) {
    List<Map<String, Object>> messages = messages(conversation);
    boolean open = messages.size() % 2 == 1;
    return render(conversation, messages, messages.size(), open);
  }

  private String render(
      Conversation conversation, List<Map<String, Object>> messages, int count, boolean open) {
    try {
      return template.render(messages.subList(0, count), open, bos, eos);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "record %s: %s".formatted(conversation.id(), e.getMessage()), e);
    }
  }

  private List<Map<String, Object>> messages(Conversation conversation) {
    List<Map<String, Object>> messages = new ArrayList<>();
    for (Conversation.Round round : conversation.rounds()) {
      messages.add(message("user", round.question()));
      if (round.answer() != null) {
        if (round.answer().isBlank()) {
          throw new IllegalArgumentException(
              "record " + conversation.id() + " has an empty answer; remove it or fill it in");
        }
        messages.add(message("assistant", round.answer()));
      }
    }
    return messages;
  }

  private Map<String, Object> message(String role, String text) {
    if (!template.readsLists()) {
      return Map.of("role", role, "content", text);
    }
    List<Map<String, Object>> content = new ArrayList<>();
    for (int i = text.indexOf(ChatTemplate.IMAGE);
        i >= 0;
        i = text.indexOf(ChatTemplate.IMAGE, i + 1)) {
      content.add(Map.of("type", "image"));
    }
    String words = text.replace(ChatTemplate.IMAGE, "");
    content.add(
        Map.of("type", "text", "text", words.length() == text.length() ? text : words.strip()));
    return Map.of("role", role, "content", content);
  }

  @Override
  public Sample encode(Conversation conversation) {
    List<Map<String, Object>> messages = messages(conversation);
    boolean open = messages.size() % 2 == 1;
    long[] ids = ids(conversation, render(conversation, messages, messages.size(), open));
    long[] labels = new long[ids.length];
    Arrays.fill(labels, ChatTemplate.IGNORE);
    for (int answer = 1; answer < messages.size(); answer += 2) {
      long[] before = ids(conversation, render(conversation, messages, answer, true));
      long[] after = ids(conversation, render(conversation, messages, answer + 1, false));
      demandPrefix(conversation, before, ids);
      demandPrefix(conversation, after, ids);
      System.arraycopy(ids, before.length, labels, before.length, after.length - before.length);
    }
    return new Sample(ids, labels);
  }

  private long[] ids(Conversation conversation, String prompt) {
    if (special.patches() == 0 && prompt.contains(ChatTemplate.IMAGE)) {
      throw ChatTemplate.wordsAlone(conversation);
    }
    String expanded =
        prompt.replace(ChatTemplate.IMAGE, ChatTemplate.IMAGE.repeat(special.patches()));
    TokenList ids = prompt.startsWith(bos) ? new TokenList() : TokenList.from(special);
    ids.addAll(tokenizer.encode(expanded));
    long pictures = Arrays.stream(ids.toArray()).filter(i -> i == special.image()).count();
    int asked =
        (expanded.length() - expanded.replace(ChatTemplate.IMAGE, "").length())
            / ChatTemplate.IMAGE.length();
    if (pictures != asked) {
      throw new IllegalArgumentException(
          "record %s has %d image tokens where its prompt has %d; the tokenizer needs %s as a token of its own with the id %d"
              .formatted(conversation.id(), pictures, asked, ChatTemplate.IMAGE, special.image()));
    }
    return ids.toArray();
  }

  private static void demandPrefix(Conversation conversation, long[] part, long[] whole) {
    int same = Arrays.mismatch(part, whole);
    if (same >= 0 && same < part.length) {
      throw new IllegalArgumentException(
          "the labels of record %s do not line up: its prompt changes at token %d when a turn follows; use vicuna_v1, llava_v1 or plain for this tokenizer"
              .formatted(conversation.id(), same));
    }
  }
}
