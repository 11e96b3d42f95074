package borboleta.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Owns every array that the op pack makes on this thread while it is open, and frees them all when
 * it is closed. Scopes nest; a step of training or decoding runs in one.
 *
 * <p>DJL gives a result to the manager of the first operand, so that {@code weight.op(x)} would
 * leak into the model: here the innermost scope takes it instead.
 *
 * <p>A notebook's kernel runs each statement on any thread of a pool. There a {@link #shared} scope
 * serves every thread that has none of its own.
 */
public final class Scope implements AutoCloseable {
  private static final ThreadLocal<Scope> CURRENT = new ThreadLocal<>();
  private static volatile Scope shared;

  private final Scope outer;
  private final Runnable end;
  private final NDManager manager;
  private final Deque<Recompute.Segment> segments = new ArrayDeque<>();

  private Scope(Scope outer, Runnable end) {
    this.outer = outer;
    this.end = end;
    this.manager = outer == null ? Torch.newManager() : outer.manager.newSubManager();
  }

  /** Opens a scope inside the thread's current one. */
  public static Scope open() {
    Torch.ready();
    Scope own = CURRENT.get();
    Scope scope = new Scope(current(), () -> CURRENT.set(own));
    CURRENT.set(scope);
    return scope;
  }

  /** Opens a scope, inside the last of its kind, for all threads that have none of their own. */
  public static synchronized Scope shared() {
    Torch.ready();
    Scope before = shared;
    shared = new Scope(before, () -> shared = before);
    return shared;
  }

  private static Scope current() {
    Scope own = CURRENT.get();
    return own == null ? shared : own;
  }

  /**
   * Returns the manager of the innermost scope.
   *
   * @throws IllegalStateException if no scope is open on this thread, and none for all
   */
  public static NDManager manager() {
    Scope scope = current();
    if (scope == null) {
      throw new IllegalStateException(
          "no Scope is open on this thread: wrap the step in try (Scope scope = Scope.open())");
    }
    return scope.manager;
  }

  /** What the innermost scope has to compute again on the way back, the last part first. */
  static Deque<Recompute.Segment> segments() {
    manager();
    return current().segments;
  }

  /** Gives an array to the scope around this one, so that it outlives it by one level. */
  public NDArray keep(NDArray array) {
    if (outer == null) {
      throw new IllegalStateException("the outermost scope cannot hand an array on");
    }
    array.attach(outer.manager);
    return array;
  }

  @Override
  public void close() {
    end.run();
    manager.close();
  }
}
