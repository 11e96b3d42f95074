package borboleta.text;

import java.util.List;

/** Turns conversations into ids and labels in the form that one kind of model was taught. */
@FunctionalInterface
public interface PromptTemplate {
  /**
   * Turns a conversation into ids and labels.
   *
   * @throws IllegalArgumentException naming the record, if it does not fit the template or its
   *     labels would not line up with its ids
   */
  Sample encode(Conversation conversation);

  /** The same template for a model that reads its questions with an end. */
  default PromptTemplate ended(long end) {
    PromptTemplate open = this;
    return conversation -> {
      Sample sample = open.encode(conversation);
      TokenList labels = new TokenList().addAll(sample.labels());
      return new Sample(
          new TokenList().addAll(sample.ids()).add(end).toArray(),
          labels.add(ChatTemplate.IGNORE).toArray());
    };
  }

  /** Texts that end an answer in this form besides the model's end token. */
  default List<String> stops() {
    return List.of();
  }

  /**
   * The ids with a meaning of their own.
   *
   * @param image stands for a picture, or for one of its patches
   * @param beginning what every prompt begins with, or -1 for nothing
   * @param end what every answer ends with
   * @param padding what shorter rows are filled with
   * @param patches how often {@code image} stands for one picture; 0 where none are read
   */
  record SpecialIds(long image, long beginning, long end, long padding, int patches) {
    boolean hasBeginning() {
      return beginning >= 0;
    }
  }
}
