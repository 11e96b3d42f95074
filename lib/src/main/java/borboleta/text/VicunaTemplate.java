package borboleta.text;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * LLaVA's own prompts {@code vicuna_v1} and {@code llava_v1}, with the labels that its training
 * code gives: each answer and the end after it (LLaVA, {@code conversation.py} and {@code
 * train.py}, {@code preprocess_multimodal} and {@code preprocess_v1}).
 *
 * <p>The original counts the tokens of each round to find its answer; where the counts do not add
 * up it drops the sample and goes on. Here that is an error.
 */
public final class VicunaTemplate implements PromptTemplate {
  private static final String PERSON =
      "A chat between a curious %1$s and an artificial intelligence assistant. "
          + "The assistant gives helpful, detailed, and polite answers to the %1$s's questions.";
  private static final String ANSWER = " ASSISTANT: ";
  static final String END = "</s>";

  private final ImageTokens tokens;
  private final SpecialIds special;
  private final String system;
  private final int maxLength;
  private final int shift; // tokens that a round has more behind an end than at a beginning

  private VicunaTemplate(
      Tokenizer tokenizer, SpecialIds special, String system, int maxLength, int shift) {
    this.tokens = new ImageTokens(tokenizer, special);
    this.special = special;
    this.system = system;
    this.maxLength = maxLength;
    this.shift = shift;
  }

  /**
   * The prompt of LLaVA-1.5, {@code vicuna_v1} or {@code v1}: a curious user.
   *
   * @param maxLength longest prompt in tokens, a picture counted as one: {@code model_max_length}
   * @param legacy whether the tokenizer writes a space of its own after a special token: {@code
   *     legacy} of tokenizer_config.json
   */
  public static VicunaTemplate vicuna(
      Tokenizer tokenizer, SpecialIds special, int maxLength, boolean legacy) {
    return of("user", tokenizer, special, maxLength, legacy ? 0 : -1);
  }

  /** The same for a tokenizer that shows by its tokens what it writes after a special one. */
  static VicunaTemplate vicuna(Tokenizer tokenizer, SpecialIds special, int maxLength) {
    return of("user", tokenizer, special, maxLength, shift(tokenizer));
  }

  /** The prompt of LLaVA's first version, {@code llava_v1}: a curious human. */
  public static VicunaTemplate llava(
      Tokenizer tokenizer, SpecialIds special, int maxLength, boolean legacy) {
    return of("human", tokenizer, special, maxLength, legacy ? 0 : -1);
  }

  /** The same for a tokenizer that shows by its tokens what it writes after a special one. */
  static VicunaTemplate llava(Tokenizer tokenizer, SpecialIds special, int maxLength) {
    return of("human", tokenizer, special, maxLength, shift(tokenizer));
  }

  private static VicunaTemplate of(
      String person, Tokenizer tokenizer, SpecialIds special, int maxLength, int shift) {
    return new VicunaTemplate(tokenizer, special, PERSON.formatted(person), maxLength, shift);
  }

  /**
   * Folders do not always say whether their tokenizer is a legacy one, or say it rightly, and the
   * one token less that the original counts then is true of LLaMA's own words alone.
   */
  private static int shift(Tokenizer tokenizer) {
    String round = "USER: ";
    int behind = tokenizer.encode(END + round).length - tokenizer.encode(END).length;
    return behind - tokenizer.encode(round).length;
  }

  /** The prompt as text, with {@code <image>} where the picture stands. */
  public String prompt(Conversation conversation) {
    StringBuilder prompt = new StringBuilder(system).append(' ');
    for (Conversation.Round round : conversation.rounds()) {
      prompt.append("USER: ").append(pictureFirst(round.question())).append(" ASSISTANT:");
      if (round.answer() != null) {
        String answer = pictureFirst(round.answer());
        if (answer.isEmpty()) {
          throw new IllegalArgumentException(
              "record " + conversation.id() + " has an empty answer; remove it or fill it in");
        }
        prompt.append(' ').append(answer).append(END);
      }
    }
    return prompt.toString();
  }

  private static String pictureFirst(String turn) {
    return turn.contains(ChatTemplate.IMAGE)
        ? (ChatTemplate.IMAGE + "\n" + turn.replace(ChatTemplate.IMAGE, "").strip()).strip()
        : turn;
  }

  @Override
  public Sample encode(Conversation conversation) {
    String prompt = prompt(conversation);
    if (special.patches() == 0 && prompt.contains(ChatTemplate.IMAGE)) {
      throw ChatTemplate.wordsAlone(conversation);
    }
    long[] ids = tokens.encode(prompt);
    if (!prompt.contains(ChatTemplate.IMAGE) && ids.length > maxLength) {
      ids = Arrays.copyOf(ids, maxLength);
    }
    return tokens.expand(ids, labels(conversation, prompt, ids));
  }

  private long[] labels(Conversation conversation, String prompt, long[] ids) {
    long[] labels = ids.clone();
    int at = 1;
    mask(labels, 0, at);
    String[] rounds = prompt.split(Pattern.quote(END));
    for (int i = 0; i < rounds.length && !rounds[i].isEmpty(); i++) {
      String[] parts = rounds[i].split(Pattern.quote(ANSWER), -1);
      if (parts.length != 2) {
        break;
      }
      // The beginning of a round counts for the end of the one before it.
      int length = tokens.encode(rounds[i]).length;
      // Without the beginning, and without the space that belongs to the answer's first token.
      int question = tokens.encode(parts[0] + ANSWER).length - 2;
      if (i > 0) {
        length += shift;
        question += shift;
      }
      mask(labels, at, at + question);
      at += length;
    }
    mask(labels, at, labels.length);
    check(conversation, ids, at);
    return labels;
  }

  private void check(Conversation conversation, long[] ids, int counted) {
    long there = Arrays.stream(ids).filter(id -> id != special.padding()).count();
    boolean open = conversation.rounds().get(conversation.rounds().size() - 1).answer() == null;
    if (counted < maxLength && counted != there && !open) {
      throw new IllegalArgumentException(
          "the labels of record %s do not line up: its rounds have %d tokens and its prompt has %d; look for \"%s\" or \"%s\" in its turns, and at the tokenizer's legacy setting"
              .formatted(conversation.id(), counted, there, END, ANSWER.strip()));
    }
  }

  private static void mask(long[] labels, int from, int to) {
    int end = Math.min(to, labels.length);
    if (from < end) {
      Arrays.fill(labels, from, end, ChatTemplate.IGNORE);
    }
  }
}
