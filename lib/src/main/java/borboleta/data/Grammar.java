package borboleta.data;

import java.util.SplittableRandom;

/** Says asks and scenes in one language, in one exact form each. */
public interface Grammar {
  /**
   * Says a question and its answer.
   *
   * @throws IllegalArgumentException when the scene has no answer, for example when it has nothing
   *     in the cell
   */
  Question say(Scene scene, Ask ask);

  /** Describes a scene in one sentence: its things in cell order, then its ground. */
  String caption(Scene scene);

  /** Asks for a caption; equal random states choose the same request in every language. */
  String captionRequest(SplittableRandom random);
}
