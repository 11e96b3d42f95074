package borboleta.generate;

/**
 * What a model wrote.
 *
 * @param text without special tokens, without the stop string and what follows it, and without
 *     white space at either end
 * @param tokens all that were written, without the end token
 * @param finish why it ends here
 */
public record Answer(String text, long[] tokens, Finish finish) {
  /** Why an answer ends. */
  public enum Finish {
    /** The model wrote an end token. */
    END,
    /** A stop string was complete. */
    STOP,
    /** There were as many tokens as were allowed, or as the model has positions for. */
    LENGTH
  }
}
