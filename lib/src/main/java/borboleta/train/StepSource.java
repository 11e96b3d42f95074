package borboleta.train;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.util.List;

/** What each step learns from, counted from 0. */
@FunctionalInterface
public interface StepSource {
  /** Batches whose gradients make one step. */
  List<Part> parts(int step) throws IOException;

  /** A step's loss, for steps of one batch. */
  @FunctionalInterface
  interface Objective {
    Loss loss(int step) throws IOException;
  }

  /** Steps of one batch each. */
  static StepSource of(Objective objective) {
    return step -> List.of(new Part(1, 0, List.of(), () -> objective.loss(step)));
  }

  /** A batch's loss and the number of positions that it read. */
  record Loss(NDArray value, long tokens) {}

  /**
   * One batch of a step.
   *
   * @param answers tokens that it learns; its loss, a mean over them, counts by their number, so
   *     that a step is the mean over all its tokens however it is cut into batches and devices, as
   *     transformers' Trainer has it since version 4.46 ({@code num_items_in_batch})
   * @param device number of the replica that computes it, from 0
   * @param ids of its records, for messages
   * @param maker builds the loss in the open scope while gradients are recorded
   */
  record Part(long answers, int device, List<String> ids, Maker maker) {}

  /** Builds a loss. */
  @FunctionalInterface
  interface Maker {
    Loss loss() throws IOException;
  }
}
