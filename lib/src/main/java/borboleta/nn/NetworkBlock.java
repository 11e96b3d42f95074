package borboleta.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import borboleta.tensor.Scope;
import borboleta.tensor.Torch;
import java.util.Map;
import java.util.function.Function;

/**
 * Shows one of the library's networks as a DJL block, so that DJL's {@code Model}, {@code Trainer},
 * {@code Predictor} and listeners work on it. The block shares the network's arrays: what a trainer
 * teaches it, the network knows.
 */
public final class NetworkBlock extends AbstractBlock {
  private static final byte VERSION = 1;

  private final Function<NDList, NDArray> network;
  private final Function<Shape[], Shape> outputShape;

  /**
   * Wraps a network.
   *
   * @param parameters by their names in a checkpoint; all of them take part in every output
   * @param network computes the output from the inputs
   * @param outputShape tells the output's shape from the inputs' shapes, for DJL's checks
   */
  public NetworkBlock(
      Map<String, NDArray> parameters,
      Function<NDList, NDArray> network,
      Function<Shape[], Shape> outputShape) {
    super(VERSION);
    this.network = network;
    this.outputShape = outputShape;
    parameters.forEach(
        (name, array) -> {
          Parameter parameter =
              Parameter.builder().setName(name).setType(Parameter.Type.OTHER).build();
          parameter.setArray(array);
          // DJL names the array; an op of the pack would take a name with a dot for a dictionary's.
          array.setName(null);
          addParameter(parameter);
        });
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameterStore,
      NDList inputs,
      boolean training,
      PairList<String, Object> params) {
    NDManager caller = inputs.head().getManager();
    try (Scope scope = Scope.open();
        Torch.Gradients recording = training ? Torch.recordGradients() : () -> {}) {
      NDArray output = network.apply(inputs);
      output.attach(caller);
      return new NDList(output);
    }
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {outputShape.apply(inputShapes)};
  }
}
