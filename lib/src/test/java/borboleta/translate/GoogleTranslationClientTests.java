package borboleta.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.translate.emulator.Counts;
import borboleta.translate.emulator.Emulator;
import borboleta.translate.emulator.Fault;
import borboleta.translate.emulator.FaultScript;
import borboleta.translate.emulator.WordForWord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Google's own clients, each version and transport, against the emulator. */
class GoogleTranslationClientTests {
  // gRPC itself waits a second before it dials again a number that did not answer.
  private static final Patience SHORT =
      new Patience(8, Duration.ofMillis(5), Duration.ofSeconds(2), Duration.ofSeconds(2));

  private static Emulator emulator(Fault... faults) throws IOException {
    return Emulator.start(
        Emulator.Settings.of(EmojiRecords.reference()).withFaults(FaultScript.first(faults), 1));
  }

  private static GoogleSettings settings(Api api, Emulator emulator) {
    String endpoint = api == Api.V3 ? emulator.grpcEndpoint() : emulator.httpEndpoint();
    return GoogleSettings.cloud("tests").withApi(api).withEndpoint(endpoint).withPatience(SHORT);
  }

  private static GoogleTranslationClient client(Api api, Emulator emulator) throws IOException {
    return new GoogleTranslationClient(settings(api, emulator));
  }

  private static List<String> texts(List<Translation> translations) {
    return translations.stream().map(Translation::text).toList();
  }

  @ParameterizedTest
  @EnumSource(Api.class)
  void answersComeInOrderAndSayWhoGaveThem(Api api) throws IOException {
    try (Emulator emulator = emulator();
        GoogleTranslationClient client = client(api, emulator)) {
      List<Translation> answers = client.translate(List.of("yes", "a spaceship", "red", "no"));
      assertEquals(List.of("sim", "a spaceship", "vermelho", "não"), texts(answers));
      assertTrue(answers.get(0).model().endsWith("emoji-reference"), answers.toString());
      assertTrue(answers.get(1).model().endsWith("emoji-reference/unchanged"));
      Counts counts = emulator.counts();
      assertEquals(1, counts.unchanged());
      assertEquals(4, counts.strings());
      assertEquals(3 + 11 + 3 + 2, counts.characters());
    }
  }

  @ParameterizedTest
  @EnumSource(Api.class)
  void quotationMarksAccentsAndEmojiComeBackAsTheyWereSent(Api api) throws IOException {
    try (Emulator emulator = Emulator.start(Emulator.Settings.of(new WordForWord()));
        GoogleTranslationClient client = client(api, emulator)) {
      String text = "It's \"Ana & João\" <3 🦋 100% x+b=c; «x»";
      String said = texts(client.translate(List.of(text))).get(0);
      assertEquals("Isso'" + text.substring(3), said);
      // Long enough for version 2 to pack it.
      String longer = text + " zebra".repeat(1_000);
      assertEquals("Isso'" + longer.substring(3), texts(client.translate(List.of(longer))).get(0));
    }
  }

  @Test
  void fullPackPassesAndOneMoreIsRefused() throws IOException {
    try (Emulator emulator = emulator();
        GoogleTranslationClient client = client(Api.V3, emulator)) {
      assertEquals(1024, client.translate(Collections.nCopies(1024, "yes")).size());
      assertRefused(client, Collections.nCopies(1025, "yes"), "1025");
      assertEquals(1, client.translate(List.of("x".repeat(30_000))).size());
      assertRefused(client, List.of("x".repeat(30_000), "x"), "30001");
      assertRefused(client, List.of(), "empty");
      assertEquals(0, client.retried());
    }
  }

  @Test
  void versionTwoTakes128Strings() throws IOException {
    try (Emulator emulator = emulator();
        GoogleTranslationClient client = client(Api.V2, emulator)) {
      assertEquals(128, client.mostStrings());
      assertEquals(128, client.translate(Collections.nCopies(128, "yes")).size());
      assertRefused(client, Collections.nCopies(129, "yes"), "Too many text segments");
      assertRefused(client, List.of("é".repeat(60_000)), "102400");
    }
  }

  @ParameterizedTest
  @EnumSource(Api.class)
  void unknownModelAndLanguageAreRefused(Api api) throws IOException {
    try (Emulator emulator = emulator()) {
      GoogleSettings good = settings(api, emulator);
      assertRefused(good.withModel("nmt2"), "model");
      assertRefused(
          new GoogleSettings(api, good.endpoint(), "p", "global", "nmt", "en", "fr", "", SHORT),
          "Target language");
    }
  }

  @Test
  void translationLlmIsAskedOfVersionThreeAlone() throws IOException {
    try (Emulator emulator = emulator()) {
      try (GoogleTranslationClient llm =
          new GoogleTranslationClient(settings(Api.V3, emulator).withModel("translation-llm"))) {
        assertEquals("sim", llm.translate(List.of("yes")).get(0).text());
        assertEquals(20, llm.price().dollars(1_000_000, 1_000_000));
      }
      IOException refused =
          assertThrows(
              IOException.class,
              () ->
                  new GoogleTranslationClient(
                      settings(Api.V2, emulator).withModel("translation-llm")));
      assertTrue(refused.getMessage().contains("version 2"), refused.getMessage());
    }
  }

  @ParameterizedTest
  @EnumSource(value = Api.class, names = "V2", mode = EnumSource.Mode.EXCLUDE)
  void glossaryAtGoogleChangesTheAnswerAndTheJournalsKey(Api api) throws IOException {
    String name = "projects/p/locations/us-central1/glossaries/toys";
    Map<String, Map<String, String>> glossaries = Map.of(name, Map.of("red", "encarnado"));
    try (Emulator emulator =
        Emulator.start(Emulator.Settings.of(new WordForWord()).withGlossaries(glossaries))) {
      GoogleSettings plain = settings(api, emulator);
      GoogleSettings with = plain.withGlossary(name);
      try (GoogleTranslationClient client = new GoogleTranslationClient(with)) {
        assertEquals(List.of("sim", "encarnado"), texts(client.translate(List.of("yes", "red"))));
      }
      try (GoogleTranslationClient client = new GoogleTranslationClient(plain)) {
        assertEquals(List.of("vermelho"), texts(client.translate(List.of("red"))));
      }
      assertNotEquals(plain.engine(), with.engine());
      assertRefused(plain.withGlossary(name + "2"), "Glossary not found");
      assertRefused(with.withLocation("europe-west1"), "own region");
      assertThrows(
          IllegalArgumentException.class,
          () -> plain.withGlossary("projects/p/locations/global/glossaries/toys"));
      assertThrows(IllegalArgumentException.class, () -> plain.withGlossary("toys"));
    }
  }

  @ParameterizedTest
  @EnumSource(Api.class)
  void everyPassingFaultIsTriedAgainUntilTheAnswerIsRight(Api api) throws IOException {
    Fault[] faults = {
      Fault.RATE_429,
      Fault.RATE_403,
      Fault.UNAVAILABLE_503,
      Fault.INTERNAL_500,
      Fault.GATEWAY_502,
      Fault.SILENT,
      Fault.MISSING_ITEM
    };
    try (Emulator emulator = emulator(faults);
        GoogleTranslationClient client = client(api, emulator)) {
      assertEquals(List.of("sim", "vermelho"), texts(client.translate(List.of("yes", "red"))));
      assertEquals(faults.length, client.retried());
      assertEquals(faults.length + 1, emulator.counts().requests());
    }
  }

  @ParameterizedTest
  @EnumSource(Api.class)
  void cutConnectionIsTriedAgain(Api api) throws IOException {
    try (Emulator emulator = emulator(Fault.CUT_BEFORE_ANSWER, Fault.CUT_IN_ANSWER);
        GoogleTranslationClient client = client(api, emulator)) {
      List<String> pack = Collections.nCopies(100, "yes");
      assertEquals(100, client.translate(pack).size());
      // Version 2's client reads as much as there is and finds it damaged, or dials again itself.
      assertTrue(emulator.counts().requests() >= 3, emulator.counts().toString());
      assertTrue(emulator.counts().answered() >= 2, emulator.counts().toString());
    }
  }

  @ParameterizedTest
  @EnumSource(Api.class)
  void emptyAndShuffledAnswersAreAskedAgain(Api api) throws IOException {
    List<String> pack = IntStream.range(0, 40).mapToObj(LlavaText::sentence).toList();
    List<String> right = pack.stream().map(s -> new WordForWord().say(s).get()).toList();
    FaultScript script =
        FaultScript.first(Fault.EMPTY_ITEM, Fault.SHUFFLED, Fault.SHUFFLED, Fault.ENTITIES);
    try (Emulator emulator =
            Emulator.start(Emulator.Settings.of(new WordForWord()).withFaults(script, 3));
        GoogleTranslationClient client = client(api, emulator)) {
      assertEquals(right, texts(client.translate(pack)));
      assertEquals(3, client.retried());
      assertTrue(right.get(0).contains("'"), "the entities had something to spoil");
    }
  }

  @Test
  void doubtedAnswerThatComesTwiceIsBelieved() throws IOException {
    // Every answer resembles the next segment and not its own.
    List<String> pack = IntStream.range(0, 20).mapToObj(LlavaText::sentence).toList();
    Map<String, String> odd = new HashMap<>();
    for (int i = 0; i < 20; i++) {
      odd.put(pack.get(i), pack.get((i + 1) % 20));
    }
    assertTrue(Order.looksShuffled(pack, pack.stream().map(odd::get).toList()));
    try (Emulator emulator = Emulator.start(Emulator.Settings.of(new TableBook(odd)));
        GoogleTranslationClient client = client(Api.V3, emulator)) {
      assertEquals(pack.stream().map(odd::get).toList(), texts(client.translate(pack)));
      assertEquals(2, emulator.counts().answered());
    }
  }

  @ParameterizedTest
  @EnumSource(Api.class)
  void serviceThatStaysAwayEndsTheRunAfterTheLastAttempt(Api api) throws IOException {
    try (Emulator emulator =
            Emulator.start(
                Emulator.Settings.of(EmojiRecords.reference())
                    .withFaults(FaultScript.from(1, Fault.UNAVAILABLE_503), 0));
        GoogleTranslationClient client =
            new GoogleTranslationClient(
                settings(api, emulator)
                    .withPatience(
                        new Patience(
                            4,
                            Duration.ofMillis(5),
                            Duration.ofMillis(50),
                            Duration.ofSeconds(5))))) {
      assertRefused(client, List.of("yes"), "in 4 attempts");
      assertEquals(4, emulator.counts().requests());
      assertEquals(0, emulator.counts().characters());
    }
  }

  @ParameterizedTest
  @EnumSource(Api.class)
  void dailyLimitAndLackOfRightsEndTheRunAtOnce(Api api) throws IOException {
    try (Emulator emulator = emulator(Fault.DAILY_403, Fault.FORBIDDEN_403, Fault.EXPIRED_401);
        GoogleTranslationClient client = client(api, emulator)) {
      assertRefused(client, List.of("yes"), "tomorrow");
      assertRefused(client, List.of("yes"), "enabled");
      assertRefused(client, List.of("yes"), "refused the credentials");
      assertEquals(3, emulator.counts().requests());
    }
  }

  @ParameterizedTest
  @EnumSource(Api.class)
  void nobodyAtTheEndpointIsSaidInOneSentence(Api api) throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      free = socket.getLocalPort();
    }
    Patience two =
        new Patience(2, Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofSeconds(5));
    assertRefused(
        GoogleSettings.cloud("p").withApi(api).withEndpoint("127.0.0.1:" + free).withPatience(two),
        "127.0.0.1:" + free);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 60, 100, 150})
  void connectionCutAtAnyByteIsTriedAgain(int bytes) throws IOException {
    Patience reconnecting =
        new Patience(15, Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofSeconds(30));
    try (Emulator emulator = emulator();
        CuttingProxy proxy = new CuttingProxy(emulator.grpcEndpoint(), 2, bytes);
        GoogleTranslationClient client =
            new GoogleTranslationClient(
                GoogleSettings.cloud("tests")
                    .withEndpoint(proxy.endpoint())
                    .withPatience(reconnecting))) {
      assertEquals(500, client.translate(Collections.nCopies(500, "yes")).size());
      assertEquals(3, proxy.connections());
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
