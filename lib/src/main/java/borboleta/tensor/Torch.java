package borboleta.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;

/** Prepares the PyTorch engine for the calling thread. */
public final class Torch {
  private static final ThreadLocal<Boolean> READY = ThreadLocal.withInitial(() -> false);
  private static final ThreadLocal<Device> PLACE = new ThreadLocal<>();

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

  /**
   * Opens a manager that owns arrays until it is closed, on the device that this thread was given,
   * else on the one that DJL finds.
   */
  public static NDManager newManager() {
    ready();
    return NDManager.newBaseManager(PLACE.get(), "PyTorch");
  }

  /** Opens a manager for small constants, which every device reads from the processor's memory. */
  static NDManager newConstants() {
    ready();
    return NDManager.newBaseManager(Device.cpu(), "PyTorch");
  }

  /** The device of a replica: the GPUs in turn, or the processor where there is none. */
  public static Device device(int replica) {
    ready();
    return device(replica, Engine.getEngine("PyTorch").getGpuCount());
  }

  static Device device(int replica, int gpus) {
    return gpus == 0 ? Device.cpu() : Device.gpu(replica % gpus);
  }

  /** Puts what this thread makes on a device until the result is closed. */
  public static Placement on(Device device) {
    Device before = PLACE.get();
    PLACE.set(device);
    return () -> PLACE.set(before);
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

  /** A device that a thread was given; closing it restores what was before. */
  @FunctionalInterface
  public interface Placement extends AutoCloseable {
    @Override
    void close();
  }

  /** An open recording; closing it restores what was before. */
  @FunctionalInterface
  public interface Gradients extends AutoCloseable {
    @Override
    void close();
  }
}
