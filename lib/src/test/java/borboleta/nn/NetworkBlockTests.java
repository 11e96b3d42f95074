package borboleta.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.NoopTranslator;
import borboleta.tensor.Scope;
import borboleta.tensor.Torch;
import org.junit.jupiter.api.Test;

class NetworkBlockTests {
  private static final int ROWS = 64;

  @Test
  void djlTrainsANetworkAndPredictsWithIt() throws Exception {
    try (NDManager manager = Torch.newManager();
        Model model = Model.newInstance("line", "PyTorch")) {
      Weights weights = Weights.from((name, shape) -> manager.zeros(shape));
      Linear line = Linear.of(weights, "line", 2, 1, true);
      model.setBlock(
          new NetworkBlock(
              weights.all(),
              inputs -> line.forward(inputs.head()),
              shapes -> new Shape(shapes[0].get(0), 1)));
      NDArray x = manager.randomUniform(-1, 1, new Shape(ROWS, 2));
      NDArray y = x.get(":, 0:1").mul(3).sub(x.get(":, 1:2")).add(0.5);
      ArrayDataset data =
          new ArrayDataset.Builder().setData(x).optLabels(y).setSampling(16, true).build();
      Optimizer adam = Optimizer.adam().optLearningRateTracker(Tracker.fixed(0.1f)).build();
      try (Trainer trainer =
          model.newTrainer(new DefaultTrainingConfig(Loss.l2Loss()).optOptimizer(adam))) {
        trainer.initialize(new Shape(16, 2));
        EasyTrain.fit(trainer, 60, data, null);
      }
      float[] weight = weights.all().get("line.weight").toFloatArray();
      float bias = weights.all().get("line.bias").getFloat();
      assertEquals(3, weight[0], 0.05);
      assertEquals(-1, weight[1], 0.05);
      assertEquals(0.5, bias, 0.05);
      try (Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator());
          Scope scope = Scope.open()) {
        NDList predicted = predictor.predict(new NDList(x));
        float[] direct = line.forward(x).toFloatArray();
        assertArrayEquals(direct, predicted.head().toFloatArray(), 1e-6f);
      }
    }
  }
}
