package borboleta.translate;

import com.google.cloud.translate.v3.TranslateTextRequest;
import com.google.cloud.translate.v3.TranslateTextResponse;
import com.google.cloud.translate.v3.TranslationServiceGrpc;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server on this machine that speaks the protocol of Google Cloud Translation v3.
 *
 * <p>It translates what its {@link Phrasebook} knows and returns the rest as it came, and says
 * which: an answer's model ends in the phrasebook's name, with "/unchanged" after it for what it
 * did not know. It holds Google's limits and refuses with Google's codes.
 */
public final class LocalTranslateServer implements AutoCloseable {
  private final Server server;
  private final Lines lines;
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong strings = new AtomicLong();
  private final AtomicLong characters = new AtomicLong();
  private final AtomicLong unchanged = new AtomicLong();
  private final MinuteQuota quota = new MinuteQuota(Estimate.QUOTA_PER_MINUTE, System::nanoTime);

  private LocalTranslateServer(Phrasebook phrasebook, boolean fault, ServerInterceptor interceptor)
      throws IOException {
    this.lines = new Lines(phrasebook, fault);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0))
            .addService(new Service());
    if (interceptor != null) {
      builder.intercept(interceptor);
    }
    this.server = builder.build().start();
  }

  /**
   * Starts a server on 127.0.0.1 and a free port.
   *
   * @param fault whether a placeholder that a client sends comes back broken, {@code <image>} as
   *     {@code <imagem>}: the TCC's own accident
   */
  public static LocalTranslateServer start(Phrasebook phrasebook, boolean fault)
      throws IOException {
    return new LocalTranslateServer(phrasebook, fault, null);
  }

  /** Starts a server whose calls pass through an interceptor, which may fail them. */
  static LocalTranslateServer start(Phrasebook phrasebook, ServerInterceptor interceptor)
      throws IOException {
    return new LocalTranslateServer(phrasebook, false, interceptor);
  }

  /** Host and port for {@link GoogleSettings#withEndpoint}. */
  public String endpoint() {
    return "127.0.0.1:" + server.getPort();
  }

  /** Calls that were answered. */
  public long calls() {
    return calls.get();
  }

  /** Strings that were answered, and would have been billed. */
  public long strings() {
    return strings.get();
  }

  /** Code points that were answered, and would have been billed. */
  public long characters() {
    return characters.get();
  }

  /** Strings that the phrasebook did not know and that went back as they came. */
  public long unchanged() {
    return unchanged.get();
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
  }

  private final class Service extends TranslationServiceGrpc.TranslationServiceImplBase {
    @Override
    public void translateText(
        TranslateTextRequest request, StreamObserver<TranslateTextResponse> answer) {
      try {
        RequestLimits.check(request, quota);
        answer.onNext(translate(request));
        answer.onCompleted();
      } catch (io.grpc.StatusRuntimeException refusal) {
        answer.onError(refusal);
      }
    }

    private TranslateTextResponse translate(TranslateTextRequest request) {
      TranslateTextResponse.Builder response = TranslateTextResponse.newBuilder();
      List<String> contents = request.getContentsList();
      for (String text : contents) {
        Lines.Answer said = lines.say(text);
        response
            .addTranslationsBuilder()
            .setTranslatedText(said.text())
            .setModel(request.getParent() + "/models/" + said.model());
        characters.addAndGet(Packs.codePoints(text));
        unchanged.addAndGet(said.known() ? 0 : 1);
      }
      strings.addAndGet(contents.size());
      calls.incrementAndGet();
      return response.build();
    }
  }
}
