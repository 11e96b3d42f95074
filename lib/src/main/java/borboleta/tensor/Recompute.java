package borboleta.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Deque;
import java.util.function.UnaryOperator;

/**
 * Gradient checkpointing (arXiv 1604.06174): a part of a network keeps only what came in, and
 * computes its insides again on the way back. Gradients are the same to the last bit, because the
 * same ops run in the same order.
 */
public final class Recompute {
  private Recompute() {}

  /** A part that ran without a graph: what came in and what went out. */
  record Segment(UnaryOperator<NDArray> body, NDArray in, NDArray out) {}

  /**
   * Runs a part of a network now without a graph, and again when {@link Ops#backward} comes back to
   * it in the same {@link Scope}. Where no gradients are recorded it only runs.
   *
   * @param body gives the same result for the same input each time
   * @return the part's output, a leaf of the graph
   */
  public static NDArray segment(NDArray x, UnaryOperator<NDArray> body) {
    if (!JniUtils.isGradMode()) {
      return body.apply(x);
    }
    NDArray y;
    try (Scope scope = Scope.open();
        NDArray withGraph = body.apply(x)) {
      // The graph goes with the scope. Without one the pack would take oneDNN's product, whose last
      // bits are others than those of the way back.
      y = scope.keep(withGraph.stopGradient());
    }
    y.setRequiresGradient(true);
    Scope.segments().push(new Segment(body, x, y));
    return y;
  }

  /** Goes back through the segments of the scope; the last one has its output's gradient. */
  static void backward() {
    Deque<Segment> segments = Scope.segments();
    while (!segments.isEmpty()) {
      Segment segment = segments.pop();
      try (Scope scope = Scope.open();
          NDArray out = segment.out()) {
        NDArray again = again(segment);
        // Where neither input nor weights learn there is no way back.
        if (Ops.isInGraph(again)) {
          NDArray gradient = JniUtils.getGradient((PtNDArray) out);
          JniUtils.backward((PtNDArray) again, (PtNDArray) gradient, false, false);
          gradient.close();
        }
      }
    }
  }

  private static NDArray again(Segment segment) {
    try (Torch.Gradients recording = Torch.recordGradients()) {
      return segment.body().apply(segment.in());
    }
  }
}
