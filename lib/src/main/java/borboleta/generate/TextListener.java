package borboleta.generate;

/** Hears an answer while it is written. */
@FunctionalInterface
public interface TextListener {
  /** Keeps silent. */
  TextListener NONE = (prompt, piece) -> {};

  /**
   * Takes the next piece of an answer: whole characters, and nothing of a stop string. The pieces
   * of one answer joined are its text.
   *
   * @param prompt which of the prompts is answered, from 0
   */
  void onText(int prompt, String piece);
}
