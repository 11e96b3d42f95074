package borboleta.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacementTests {
  private static final Device SECOND = Device.gpu(1);

  @Test
  void replicasTakeTheGpusInTurn() {
    assertEquals(
        "gpu(0) gpu(1) gpu(0)",
        String.join(
            " ", IntStream.range(0, 3).mapToObj(i -> Torch.device(i, 2).toString()).toList()));
    assertEquals(Device.cpu(), Torch.device(3, 0));
  }

  @Test
  void threadMakesItsArraysWhereItWasPut() {
    Device usual = deviceOfManager();
    try (Torch.Placement there = Torch.on(SECOND)) {
      assertEquals(SECOND, deviceOfManager());
      try (Scope scope = Scope.open()) {
        assertEquals(SECOND, Scope.manager().getDevice());
      }
      assertEquals(usual, CompletableFuture.supplyAsync(PlacementTests::deviceOfManager).join());
    }
    assertNotEquals(SECOND, usual);
    assertEquals(usual, deviceOfManager());
  }

  @Test
  void constantsStayInTheProcessorsMemory() {
    try (Torch.Placement there = Torch.on(SECOND)) {
      assertEquals(Device.cpu(), Ops.scalar(0.123f).getDevice());
    }
  }

  private static Device deviceOfManager() {
    try (NDManager manager = Torch.newManager()) {
      return manager.getDevice();
    }
  }
}
