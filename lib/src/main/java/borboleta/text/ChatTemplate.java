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
    Builder builder = new Builder();
    builder.add(beginning, IGNORE);
    int pictures = 0;
    for (Conversation.Round round : conversation.rounds()) {
      String question = round.question();
      boolean picture = question.contains(IMAGE);
      builder.prompt("USER:");
      if (picture) {
        pictures++;
        question = question.replace(IMAGE, "").strip();
        builder.prompt(" ");
        for (int i = 0; i < patches; i++) {
          builder.add(imageToken, IGNORE);
        }
        builder.prompt("\n" + question + " ASSISTANT:");
      } else {
        builder.prompt(" " + question.strip() + " ASSISTANT:");
      }
      if (round.answer() != null) {
        if (round.answer().isBlank()) {
          throw new IllegalArgumentException(
              "record " + conversation.id() + " has an empty answer; remove it or fill it in");
        }
        builder.answer(" " + round.answer().strip());
      }
    }
    if (pictures > 1) {
      throw new IllegalArgumentException(
          "record " + conversation.id() + " has <image> in " + pictures + " turns; one is read");
    }
    return builder.sample();
  }

  private final class Builder {
    private long[] ids = new long[64];
    private long[] labels = new long[64];
    private int size;

    void add(long id, long label) {
      if (size == ids.length) {
        ids = Arrays.copyOf(ids, size * 2);
        labels = Arrays.copyOf(labels, size * 2);
      }
      ids[size] = id;
      labels[size++] = label;
    }

    void prompt(String text) {
      for (long id : tokenizer.encode(text)) {
        add(id, IGNORE);
      }
    }

    void answer(String text) {
      for (long id : tokenizer.encode(text)) {
        add(id, id);
      }
      add(end, end);
    }

    Sample sample() {
      return new Sample(Arrays.copyOf(ids, size), Arrays.copyOf(labels, size));
    }
  }
}
