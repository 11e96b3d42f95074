package borboleta.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import borboleta.tensor.NativeMemory;
import borboleta.train.plan.Architecture;
import borboleta.train.plan.Architectures;
import borboleta.train.plan.Constants;
import borboleta.train.plan.Memory;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryBenchTests {
  private static final double MIB = 0x1p20;

  @TempDir private Path folder;

  @Test
  void realStepsHoldWhatThePlannerSays() throws IOException, InterruptedException {
    assumeTrue(NativeMemory.peakMegabytes() > 0, "this system does not tell a process' peak");
    MemoryWork work = MemoryWork.of("tiny-lora-fp32-32x92");
    double off = stepIsAsPlanned(work);
    double on = stepIsAsPlanned(work.checkpointed());
    double says = says(work).ofOneStep() / says(work.checkpointed()).ofOneStep();
    assertEquals(says, off / on, 0.15 * says, "activations fall by");
  }

  @Test
  void queriesThatShareKeysHoldTheirWeightsToo() throws IOException, InterruptedException {
    assumeTrue(NativeMemory.peakMegabytes() > 0, "this system does not tell a process' peak");
    stepIsAsPlanned(MemoryWork.of("deep-lora-fp32-2x60"));
  }

  private double stepIsAsPlanned(MemoryWork work) throws IOException, InterruptedException {
    MemoryWork.Held held = FreshProcess.of(folder, work, true);
    double needed = says(work).needed() / MIB;
    double step = says(work).ofOneStep() / MIB;
    assertEquals(needed, held.peak(), 0.15 * needed, work.name());
    assertEquals(step, held.peak() - held.still(), 0.15 * step, work.name() + ", the step");
    return held.peak() - held.still();
  }

  private Memory says(MemoryWork work) throws IOException {
    Architecture model = Architectures.ofNameOrFolder(work.model().in(folder).toString());
    return Memory.of(model, work.job(model.tower().positions() - 1), Constants.FITTED);
  }

  @Test
  void aNameTellsTheWholeWork() {
    for (String name :
        new String[] {"deep-projector-bf16-16x60", "wide-full-fp32-4x316-checkpointing"}) {
      assertEquals(name, MemoryWork.of(name).name());
    }
    assertThrows(IllegalArgumentException.class, () -> MemoryWork.of("wide-lora"));
  }
}
