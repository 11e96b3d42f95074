package borboleta.train;

import ai.djl.ndarray.NDArray;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import borboleta.tensor.Torch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Gathers the gradients of a step's batches in the parameters of the first replica. Where there are
 * several replicas of the model, each on a device of its own, each computes its batches on a thread
 * of its own; then their gradients are added up, always in the same order.
 */
final class StepGradients implements AutoCloseable {
  private final List<List<NDArray>> replicas;
  private final ExecutorService threads;

  /** A step's mean loss over its learnt tokens, their number, and the positions that it read. */
  record Result(float loss, long answers, long tokens) {}

  /**
   * Prepares the gathering.
   *
   * @param replicas the learning parameters of each replica, in one order; the first replica's
   *     already collect gradients
   */
  StepGradients(List<List<NDArray>> replicas) {
    this.replicas = replicas;
    replicas.subList(1, replicas.size()).forEach(Ops::startGradients);
    threads = replicas.size() == 1 ? null : Executors.newFixedThreadPool(replicas.size());
  }

  Result gather(List<StepSource.Part> parts) throws IOException {
    long answers = parts.stream().mapToLong(StepSource.Part::answers).sum();
    if (answers == 0) {
      throw new IOException(
          "no token of the records %s is to be learnt; look at their answers"
              .formatted(parts.stream().flatMap(p -> p.ids().stream()).toList()));
    }
    if (threads == null) {
      return run(parts, answers);
    }
    List<Future<Result>> results = new ArrayList<>();
    for (int device = 0; device < replicas.size(); device++) {
      int own = device;
      List<StepSource.Part> mine = parts.stream().filter(p -> p.device() == own).toList();
      results.add(
          threads.submit(
              () -> {
                try (Torch.Placement there = Torch.on(replicas.get(own).get(0).getDevice())) {
                  return run(mine, answers);
                }
              }));
    }
    float loss = 0;
    long tokens = 0;
    for (Future<Result> result : results) {
      Result one = value(result);
      loss += one.loss();
      tokens += one.tokens();
    }
    for (List<NDArray> replica : replicas.subList(1, replicas.size())) {
      Ops.addGradients(replicas.get(0), replica);
    }
    return new Result(loss, answers, tokens);
  }

  private static Result run(List<StepSource.Part> parts, long answers) throws IOException {
    float loss = 0;
    long tokens = 0;
    for (StepSource.Part part : parts) {
      if (part.answers() == 0) {
        continue; // its mean would be no number
      }
      float share = (float) ((double) part.answers() / answers);
      try (Scope scope = Scope.open()) {
        StepSource.Loss result;
        try (Torch.Gradients recording = Torch.recordGradients()) {
          result = part.maker().loss();
          Ops.backward(result.value(), share);
        }
        loss += share * result.value().getFloat();
        tokens += result.tokens();
      }
    }
    return new Result(loss, answers, tokens);
  }

  private static Result value(Future<Result> result) throws IOException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      if (e.getCause() instanceof UncheckedIOException io) {
        throw io.getCause();
      }
      if (e.getCause() instanceof RuntimeException runtime) {
        throw runtime;
      }
      throw new IllegalStateException("a replica failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the run was interrupted", e);
    }
  }

  /** Gives every replica the first one's parameters, after they changed. */
  void share() {
    replicas.subList(1, replicas.size()).forEach(replica -> Ops.copyAll(replica, replicas.get(0)));
  }

  @Override
  public void close() {
    if (threads != null) {
      threads.shutdown();
    }
  }
}
