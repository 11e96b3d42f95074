package borboleta.translate.emulator;

import com.google.cloud.translate.v3.TranslateTextRequest;
import com.google.cloud.translate.v3.TranslateTextResponse;
import com.google.cloud.translate.v3.TranslationServiceGrpc;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Version 3 over gRPC. */
final class GrpcDoor implements AutoCloseable {
  private static final Context.Key<SocketAddress> CALLER = Context.key("caller");

  // Clients that are killed and connections that are cut are what this server is for.
  private static final Logger LOST_CALLERS =
      Logger.getLogger("io.grpc.netty.shaded.io.grpc.netty.NettyServerHandler");

  static {
    LOST_CALLERS.setLevel(Level.OFF);
  }

  private final Desk desk;
  private final Later later;
  private final Connections connections = new Connections();
  private final EventLoopGroup boss = new NioEventLoopGroup(1);
  private final EventLoopGroup workers = new NioEventLoopGroup(2);
  private final Server server;

  GrpcDoor(int port, Desk desk, Later later) throws IOException {
    this.desk = desk;
    this.later = later;
    this.server =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port))
            .channelFactory(connections::door)
            .bossEventLoopGroup(boss)
            .workerEventLoopGroup(workers)
            .intercept(new WhoCalls())
            .addService(new Service())
            .build()
            .start();
  }

  int port() {
    return server.getPort();
  }

  private final class Service extends TranslationServiceGrpc.TranslationServiceImplBase {
    @Override
    public void translateText(
        TranslateTextRequest request, StreamObserver<TranslateTextResponse> answer) {
      SocketAddress caller = CALLER.get();
      Desk.Verdict verdict;
      try {
        verdict = desk.decide(asked(request));
      } catch (GoogleError.Refused refused) {
        later.run(() -> answer.onError(refused.error.grpc()));
        return;
      }
      later.run(() -> answer(verdict, request.getParent(), answer, caller));
    }
  }

  private void answer(
      Desk.Verdict verdict,
      String parent,
      StreamObserver<TranslateTextResponse> answer,
      SocketAddress caller) {
    if (verdict.fault() == Fault.SILENT) {
      return;
    }
    if (verdict.fault() != null) {
      connections.cut(caller);
      return;
    }
    TranslateTextResponse.Builder response = TranslateTextResponse.newBuilder();
    for (Desk.Said said : verdict.said()) {
      response
          .addTranslationsBuilder()
          .setTranslatedText(said.text())
          .setModel(parent + "/models/" + said.model());
      if (said.byGlossary() != null) {
        response
            .addGlossaryTranslationsBuilder()
            .setTranslatedText(said.byGlossary())
            .setModel(parent + "/models/" + said.model());
      }
    }
    answer.onNext(response.build());
    answer.onCompleted();
  }

  private static Asked asked(TranslateTextRequest request) {
    return new Asked(
        3,
        request.getContentsList(),
        !request.getMimeType().equals("text/plain"),
        request.getModel(),
        request.getSourceLanguageCode(),
        request.getTargetLanguageCode(),
        request.getParent(),
        request.getGlossaryConfig().getGlossary());
  }

  /** Tells the service whose connection a call came by. */
  private static final class WhoCalls implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      SocketAddress caller = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
      return Contexts.interceptCall(
          Context.current().withValue(CALLER, caller), call, headers, next);
    }
  }

  @Override
  public void close() {
    server.shutdown();
    try {
      if (!server.awaitTermination(2, TimeUnit.SECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    boss.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    workers.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
