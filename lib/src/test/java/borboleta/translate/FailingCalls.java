package borboleta.translate;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

/** Refuses the first calls of a server with given statuses and lets the others pass. */
final class FailingCalls implements ServerInterceptor {
  /** Stands for a call that is never answered. */
  static final Status SILENCE = Status.OK.withDescription("silence");

  private final Queue<Status> refusals;
  private final AtomicInteger calls = new AtomicInteger();

  FailingCalls(Status... refusals) {
    this.refusals = new ArrayDeque<>(List.of(refusals));
  }

  /** Calls that arrived, refused or not. */
  int calls() {
    return calls.get();
  }

  @Override
  public synchronized <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    calls.incrementAndGet();
    Status refusal = refusals.poll();
    if (refusal == null) {
      return next.startCall(call, headers);
    }
    if (refusal != SILENCE) {
      call.close(refusal, new Metadata());
    }
    return new ServerCall.Listener<>() {};
  }
}
