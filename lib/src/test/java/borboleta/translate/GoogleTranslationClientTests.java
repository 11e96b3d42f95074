package borboleta.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Google's own client against the local server, over a real connection. */
class GoogleTranslationClientTests {
  private static final Patience SHORT =
      new Patience(4, Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofSeconds(30));

  // gRPC itself waits a second before it dials again a number that did not answer.
  private static final Patience RECONNECTING =
      new Patience(15, Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofSeconds(30));

  private static EmojiReference reference;

  @BeforeAll
  static void load() throws IOException {
    reference = EmojiRecords.reference();
  }

  private static GoogleTranslationClient client(String endpoint) throws IOException {
    return new GoogleTranslationClient(
        GoogleSettings.cloud("tests").withEndpoint(endpoint).withPatience(SHORT));
  }

  @Test
  void answersComeInOrderAndSayWhoGaveThem() throws IOException {
    try (LocalTranslateServer server = LocalTranslateServer.start(reference, false);
        GoogleTranslationClient client = client(server.endpoint())) {
      List<Translation> answers = client.translate(List.of("yes", "a spaceship", "red", "no"));
      assertEquals(
          List.of("sim", "a spaceship", "vermelho", "não"),
          answers.stream().map(Translation::text).toList());
      assertTrue(answers.get(0).model().endsWith("/models/emoji-reference"));
      assertTrue(answers.get(1).model().endsWith("/models/emoji-reference/unchanged"));
      assertEquals(1, server.unchanged());
      assertEquals(4, server.strings());
      assertEquals(3 + 11 + 3 + 2, server.characters());
    }
  }

  @Test
  void fullPackPassesAndOneMoreIsRefused() throws IOException {
    try (LocalTranslateServer server = LocalTranslateServer.start(reference, false);
        GoogleTranslationClient client = client(server.endpoint())) {
      assertEquals(1024, client.translate(Collections.nCopies(1024, "yes")).size());
      assertRefused(client, Collections.nCopies(1025, "yes"), "1025");
      assertEquals(1, client.translate(List.of("x".repeat(30_000))).size());
      assertRefused(client, List.of("x".repeat(30_000), "x"), "30001");
      assertRefused(client, List.of(), "empty");
      assertEquals(0, client.retried());
    }
  }

  @Test
  void unknownModelAndLanguageAreRefused() throws IOException {
    try (LocalTranslateServer server = LocalTranslateServer.start(reference, false)) {
      GoogleSettings good = GoogleSettings.cloud("tests").withEndpoint(server.endpoint());
      assertRefused(
          new GoogleSettings(server.endpoint(), "tests", "global", "nmt2", "en", "pt-BR", SHORT),
          "model");
      assertRefused(
          new GoogleSettings(server.endpoint(), "tests", "global", "nmt", "en", "fr", SHORT),
          "Target language");
      assertRefused(good.withPatience(SHORT).withProject("a/b"), "parent");
    }
  }

  @Test
  void minuteQuotaIsRefusedUntilTheMinuteIsOver() {
    long[] now = {0};
    MinuteQuota quota = new MinuteQuota(100, () -> now[0]);
    assertTrue(quota.take(60));
    assertFalse(quota.take(41));
    assertTrue(quota.take(40));
    now[0] = 59_999_999_999L;
    assertFalse(quota.take(1));
    now[0] = 60_000_000_000L;
    assertTrue(quota.take(100));
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {"UNAVAILABLE", "RESOURCE_EXHAUSTED"})
  void passingRefusalIsTriedAgain(Status.Code code) throws IOException {
    FailingCalls calls = new FailingCalls(code.toStatus(), code.toStatus());
    try (LocalTranslateServer server = LocalTranslateServer.start(reference, calls);
        GoogleTranslationClient client = client(server.endpoint())) {
      assertEquals("sim", client.translate(List.of("yes")).get(0).text());
      assertEquals(3, calls.calls());
      assertEquals(2, client.retried());
    }
  }

  @Test
  void serviceThatStaysAwayEndsTheRunAfterTheLastAttempt() throws IOException {
    Status[] away = Collections.nCopies(9, Status.UNAVAILABLE).toArray(Status[]::new);
    FailingCalls calls = new FailingCalls(away);
    try (LocalTranslateServer server = LocalTranslateServer.start(reference, calls);
        GoogleTranslationClient client = client(server.endpoint())) {
      assertRefused(client, List.of("yes"), "in 4 attempts");
      assertEquals(4, calls.calls());
    }
  }

  @Test
  void dailyLimitAndLackOfRightsEndTheRunAtOnce() throws IOException {
    FailingCalls calls =
        new FailingCalls(
            Status.RESOURCE_EXHAUSTED.withDescription("Daily Limit Exceeded"),
            Status.PERMISSION_DENIED.withDescription("Cloud Translation API has not been used"),
            Status.UNAUTHENTICATED.withDescription("token expired"));
    try (LocalTranslateServer server = LocalTranslateServer.start(reference, calls);
        GoogleTranslationClient client = client(server.endpoint())) {
      assertRefused(client, List.of("yes"), "tomorrow");
      assertRefused(client, List.of("yes"), "enabled");
      assertRefused(client, List.of("yes"), "token expired");
      assertEquals(3, calls.calls());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 60, 100, 150})
  void brokenConnectionIsTriedAgain(int bytes) throws IOException {
    try (LocalTranslateServer server = LocalTranslateServer.start(reference, false);
        CuttingProxy proxy = new CuttingProxy(server.endpoint(), 2, bytes);
        GoogleTranslationClient client =
            new GoogleTranslationClient(
                GoogleSettings.cloud("tests")
                    .withEndpoint(proxy.endpoint())
                    .withPatience(RECONNECTING))) {
      List<String> pack = Collections.nCopies(500, "yes");
      assertEquals(500, client.translate(pack).size());
      assertEquals(3, proxy.connections());
    }
  }

  @Test
  void silentLineIsTriedAgain() throws IOException {
    FailingCalls calls = new FailingCalls(FailingCalls.SILENCE);
    Patience brief =
        new Patience(9, Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofSeconds(2));
    try (LocalTranslateServer server = LocalTranslateServer.start(reference, calls);
        GoogleTranslationClient client =
            new GoogleTranslationClient(
                GoogleSettings.cloud("tests")
                    .withEndpoint(server.endpoint())
                    .withPatience(brief))) {
      assertEquals("sim", client.translate(List.of("yes")).get(0).text());
      assertTrue(client.retried() >= 1);
    }
  }

  @Test
  void nobodyAtTheEndpointIsSaidInOneSentence() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      free = socket.getLocalPort();
    }
    try (GoogleTranslationClient client = client("127.0.0.1:" + free)) {
      assertRefused(client, List.of("yes"), "127.0.0.1:" + free);
    }
  }

  private static void assertRefused(GoogleSettings settings, String word) throws IOException {
    try (GoogleTranslationClient client = new GoogleTranslationClient(settings)) {
      assertRefused(client, List.of("yes"), word);
    }
  }

  private static void assertRefused(
      GoogleTranslationClient client, List<String> pack, String word) {
    IOException refused = assertThrows(IOException.class, () -> client.translate(pack));
    assertTrue(refused.getMessage().contains(word), refused.getMessage());
    assertFalse(refused.getMessage().contains("\n"), refused.getMessage());
  }
}
