package borboleta.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class ScopeTests {
  /** Runs on a thread of its own, as a notebook's kernel may run any statement. */
  private static <T> T elsewhere(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task);
    thread.start();
    try {
      return task.get();
    } finally {
      thread.join();
    }
  }

  @Test
  void sharedScopeServesStatementsOnAnyThread() throws Exception {
    try (Scope scope = Scope.shared()) {
      NDArray made = elsewhere(() -> Ops.gelu(Scope.manager().create(new float[] {0, 0})));
      NDArray used = elsewhere(() -> Ops.add(made, Scope.manager().ones(made.getShape())));
      assertArrayEquals(new float[] {1, 1}, used.toFloatArray());
    }
  }

  @Test
  void ownScopeComesBeforeTheSharedOneAndGivesItsArraysToIt() {
    try (Scope shared = Scope.shared()) {
      NDManager ofAll = Scope.manager();
      NDArray kept;
      try (Scope own = Scope.open()) {
        assertFalse(ofAll == Scope.manager(), "the thread's own scope takes its arrays");
        kept = own.keep(Scope.manager().create(3f));
      }
      assertSame(ofAll, Scope.manager());
      assertEquals(3f, kept.getFloat());
    }
  }

  @Test
  void closedOnesServeNobody() throws Exception {
    NDArray array;
    try (Scope scope = Scope.shared()) {
      array = Scope.manager().create(1f);
    }
    assertTrue(array.isReleased());
    ExecutionException e = assertThrows(ExecutionException.class, () -> elsewhere(Scope::manager));
    assertTrue(e.getCause().getMessage().contains("no Scope is open"), e.getMessage());
  }

  @Test
  void scopeOfAThreadServesThatThreadAlone() throws Exception {
    try (Scope scope = Scope.open()) {
      assertThrows(ExecutionException.class, () -> elsewhere(Scope::manager));
    }
  }
}
