package borboleta.text;

import java.util.Arrays;
import java.util.List;

/**
 * The template {@code plain} of LLaVA's first stage: a picture and its caption, without any
 * question (LLaVA, {@code train.py}, {@code preprocess_plain}). The labels cover the caption and
 * the line's end; nothing ends the text itself.
 */
public final class PlainTemplate implements PromptTemplate {
  /** The beginning and the picture. */
  private static final int BEFORE = 2;

  private final ImageTokens tokens;
  private final SpecialIds special;

  public PlainTemplate(Tokenizer tokenizer, SpecialIds special) {
    this.special = special;
    tokens = new ImageTokens(tokenizer, special);
  }

  /** The line's end, which is all that its captions end with. */
  @Override
  public List<String> stops() {
    return List.of("\n");
  }

  @Override
  public Sample encode(Conversation conversation) {
    Conversation.Round round = conversation.rounds().get(0);
    if (conversation.rounds().size() != 1 || !round.question().contains(ChatTemplate.IMAGE)) {
      throw new IllegalArgumentException(
          "record %s is no picture with one caption, which is all that the template plain takes"
              .formatted(conversation.id()));
    }
    if (round.answer() == null && !round.question().replace(ChatTemplate.IMAGE, "").isBlank()) {
      throw new IllegalArgumentException(
          "the template plain has no place for the question \"%s\"; leave it empty, or take another template"
              .formatted(round.question().replace(ChatTemplate.IMAGE, "").strip()));
    }
    if (special.patches() == 0) {
      throw ChatTemplate.wordsAlone(conversation);
    }
    String caption = round.answer() == null ? "" : round.answer() + "\n";
    if (caption.contains(ChatTemplate.IMAGE)) {
      throw new IllegalArgumentException(
          "record " + conversation.id() + " has <image> in its caption; remove it");
    }
    long[] ids = tokens.encode(ChatTemplate.IMAGE + caption);
    long[] labels = ids.clone();
    Arrays.fill(labels, 0, BEFORE, ChatTemplate.IGNORE);
    return tokens.expand(ids, labels);
  }
}
