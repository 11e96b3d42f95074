package borboleta.generate;

import java.awt.image.BufferedImage;
import java.util.List;

/** A model that goes on from prompts, whatever its architecture. */
interface LanguageModel {
  /** Most positions of a prompt and its answer together, where the architecture has no limit. */
  int NO_LIMIT = Integer.MAX_VALUE / 2;

  /**
   * Most words of an answer, one of which nobody reads.
   *
   * @param prompt number of ids in it
   */
  long room(int prompt);

  /** Whether a prompt may be filled up to the length of a longer one that gets so many words. */
  boolean fits(int shorter, int longer, int words);

  /** The token that ends an answer where the settings name none. */
  int end();

  /** The words that stand before an answer and that its penalty on repetitions counts. */
  default long[] before(long[] prompt) {
    return prompt;
  }

  /**
   * Prepares the answers to prompts.
   *
   * @param pictures of all prompts, in their order
   * @param copies rows that go on from each prompt
   * @param words most words that are written
   * @throws IllegalArgumentException if there are pictures that the model cannot read
   */
  Continuation start(PromptBatch prompts, List<BufferedImage> pictures, int copies, int words);

  /** Refuses pictures for a model of words. */
  static void demandNone(List<BufferedImage> pictures) {
    if (!pictures.isEmpty()) {
      throw new IllegalArgumentException(
          "the prompts have %d pictures and the model reads words alone; leave the pictures out"
              .formatted(pictures.size()));
    }
  }
}
