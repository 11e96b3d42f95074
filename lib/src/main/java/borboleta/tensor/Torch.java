package borboleta.tensor;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;

/** Prepares the PyTorch engine for the calling thread. */
public final class Torch {
  private static final ThreadLocal<Boolean> READY = ThreadLocal.withInitial(() -> false);

  private Torch() {}

  /**
   * Makes this thread ready to run the op pack: loads the engine, switches the profiling executor
   * off (it recompiles every op for every new shape and is a hundred times slower here) and turns
   * gradients off. Both switches belong to the thread, so every thread calls this once; further
   * calls cost nothing.
   */
  public static void ready() {
    if (READY.get()) {
      return;
    }
    Engine.getEngine("PyTorch");
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setGradMode(false);
    READY.set(true);
  }

  /** Opens a manager that owns arrays until it is closed, on the device that DJL finds. */
  public static NDManager newManager() {
    ready();
    return NDManager.newBaseManager("PyTorch");
  }

  /** Sets the number of threads that libtorch computes with. */
  public static void setThreads(int threads) {
    ready();
    JniUtils.setNumThreads(threads);
  }

  /** Turns the recording of gradients on for this thread until the result is closed. */
  public static Gradients recordGradients() {
    return gradients(true);
  }

  /** Turns the recording of gradients off for this thread until the result is closed. */
  public static Gradients pauseGradients() {
    return gradients(false);
  }

  private static Gradients gradients(boolean recorded) {
    ready();
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(recorded);
    return () -> JniUtils.setGradMode(before);
  }

  /** An open recording; closing it restores what was before. */
  @FunctionalInterface
  public interface Gradients extends AutoCloseable {
    @Override
    void close();
  }
}
