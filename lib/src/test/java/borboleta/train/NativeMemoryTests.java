package borboleta.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.hub.LlavaFolder;
import borboleta.hub.TinyModel;
import borboleta.model.Llava;
import borboleta.tensor.NativeMemory;
import borboleta.tensor.Scope;
import borboleta.text.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeMemoryTests {
  @Test
  void thousandStepsHoldNoMoreThanFifty(@TempDir Path folder) throws IOException {
    Assumptions.assumeTrue(NativeMemory.residentMegabytes() > 0);
    TinyModel.write(folder.resolve("base"));
    long[] ids = new long[60];
    long[] labels = new long[60];
    for (int i = 0; i < 60; i++) {
      ids[i] = i < 4 ? 3 : 5 + i;
      labels[i] = i < 30 ? -100 : ids[i];
    }
    Sample sample = new Sample(ids, labels);
    float[] picture = new float[3 * 32 * 32];
    long[] at = new long[2];
    try (Llava model = LlavaFolder.load(folder.resolve("base"))) {
      TrainLoop.Settings settings =
          new TrainLoop.Settings(1000, Schedule.cosine(1000, 10), 0.9, 0.999, 1e-8, 1, 2000, 2);
      new TrainLoop(settings, folder.resolve("run"))
          .run(
              new ParameterGroup(trained(model), 1e-3, 0),
              step -> {
                Batch batch =
                    Batch.of(
                        Scope.manager(),
                        List.of(sample, sample),
                        List.of(picture, picture),
                        32,
                        3,
                        0);
                return new StepSource.Loss(batch.loss(model), batch.tokens());
              },
              metrics -> {
                if (metrics.step() == 50 || metrics.step() == 1000) {
                  System.gc();
                  at[metrics.step() == 50 ? 0 : 1] = NativeMemory.residentMegabytes();
                }
              });
    }
    assertTrue(at[1] <= at[0] * 1.03 + 8, at[0] + " MB after 50 steps, " + at[1] + " after 1,000");
  }

  private static java.util.Map<String, ai.djl.ndarray.NDArray> trained(Llava model) {
    var all = new java.util.LinkedHashMap<>(model.parameters());
    all.keySet().removeIf(name -> name.contains("post_layernorm"));
    return all;
  }
}
