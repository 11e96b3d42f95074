package borboleta.text;

import java.util.Arrays;

/**
 * The template of the {@code llava-hf} checkpoints, {@code USER: <image>\n… ASSISTANT: …</s>},
 * without a system prompt.
 *
 * <p>As in LLaVA's {@code preprocess_multimodal}, {@code <image>} moves to the beginning of the
 * turn that holds it; the labels cover each answer and the end after it, nothing else.
 */
public final class ChatTemplate implements PromptTemplate {
  public static final String IMAGE = "<image>";
  public static final long IGNORE = -100;

  private final Tokenizer tokenizer;
  private final long imageToken;
  private final long beginning;
  private final long end;
  private final int patches;

  /**
   * Makes a template for a model.
   *
   * @param patches image tokens P that stand for one picture
   */
  public ChatTemplate(Tokenizer tokenizer, long imageToken, long beginning, long end, int patches) {
    this.tokenizer = tokenizer;
    this.imageToken = imageToken;
    this.beginning = beginning;
    this.end = end;
    this.patches = patches;
  }

  /**
   * Turns a conversation into ids and labels.
   *
   * @throws IllegalArgumentException naming the record, if an answer is empty or {@code <image>}
   *     stands in more than one turn
   */
  @Override
  public Sample encode(Conversation conversation) {
    TokenList ids = new TokenList().add(beginning);
    TokenList labels = new TokenList().add(IGNORE);
    int pictures = 0;
    for (Conversation.Round round : conversation.rounds()) {
      String question = round.question();
      String prompt = "USER: " + question.strip() + " ASSISTANT:";
      if (question.contains(IMAGE)) {
        pictures++;
        addPicture(conversation, ids);
        prompt = "\n" + question.replace(IMAGE, "").strip() + " ASSISTANT:";
      }
      long[] asked = tokenizer.encode(prompt);
      labels.fill(IGNORE, ids.size() + asked.length);
      if (round.answer() == null) {
        ids.addAll(asked);
      } else {
        long[] answered = answered(conversation, prompt, asked, round.answer());
        ids.addAll(answered).add(end);
        labels.addAll(Arrays.copyOfRange(answered, asked.length, answered.length)).add(end);
      }
    }
    if (pictures > 1) {
      throw new IllegalArgumentException(
          "record " + conversation.id() + " has <image> in " + pictures + " turns; one is read");
    }
    return new Sample(ids.toArray(), labels.toArray());
  }

  private void addPicture(Conversation conversation, TokenList ids) {
    if (patches == 0) {
      throw wordsAlone(conversation);
    }
    ids.addAll(tokenizer.encode("USER: "));
    ids.fill(imageToken, ids.size() + patches);
  }

  /**
   * Ids of prompt and answer as one text: a tokenizer may write a space before each it is given.
   */
  private long[] answered(Conversation conversation, String prompt, long[] asked, String answer) {
    if (answer.isBlank()) {
      throw new IllegalArgumentException(
          "record " + conversation.id() + " has an empty answer; remove it or fill it in");
    }
    long[] all = tokenizer.encode(prompt + " " + answer.strip());
    int same = Arrays.mismatch(asked, all);
    if (same >= 0 && same < asked.length) {
      throw new IllegalArgumentException(
          "the labels of record %s do not line up: the tokenizer joins \"ASSISTANT:\" and the answer \"%s\""
              .formatted(conversation.id(), answer.strip()));
    }
    return all;
  }

  static IllegalArgumentException wordsAlone(Conversation conversation) {
    return new IllegalArgumentException(
        "record %s has %s and the model reads words alone; remove it"
            .formatted(conversation.id(), IMAGE));
  }
}
