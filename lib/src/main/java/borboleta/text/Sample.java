package borboleta.text;

/**
 * A conversation as the model reads it.
 *
 * @param ids (T), with P image tokens in the picture's place
 * @param labels (T): the id where the model is to learn it, {@link ChatTemplate#IGNORE} elsewhere
 */
public record Sample(long[] ids, long[] labels) {
  public int length() {
    return ids.length;
  }
}
