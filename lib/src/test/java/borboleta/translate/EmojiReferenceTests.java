package borboleta.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import borboleta.course.Workspace;
import borboleta.data.Ask;
import borboleta.data.Asks;
import borboleta.data.Concept;
import borboleta.data.Concepts;
import borboleta.data.EnglishGrammar;
import borboleta.data.Kind;
import borboleta.data.Part;
import borboleta.data.PortugueseGrammar;
import borboleta.data.Question;
import borboleta.data.Scene;
import borboleta.data.SceneSampler;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmojiReferenceTests {
  private static final EnglishGrammar ENGLISH = new EnglishGrammar();
  private static final PortugueseGrammar PORTUGUESE = new PortugueseGrammar();

  private static List<Concept> concepts;
  private static EmojiReference reference;

  @BeforeAll
  static void load() throws IOException {
    concepts = Concepts.all(Workspace.current().npm());
    reference = new EmojiReference(concepts);
  }

  @Test
  void whateverEnglishSaysIsSaidAsPortugueseSaysIt() {
    Asks asks = new Asks(concepts);
    SplittableRandom random = new SplittableRandom(3);
    for (Part part : Part.values()) {
      SceneSampler sampler = new SceneSampler(concepts, part);
      for (int i = 0; i < 2_000; i++) {
        Scene scene = sampler.next(random);
        assertSaid(PORTUGUESE.caption(scene), ENGLISH.caption(scene));
        for (Kind kind : Kind.values()) {
          if (Asks.possible(scene, kind)) {
            Ask ask = asks.draw(scene, kind, random);
            Question english = ENGLISH.say(scene, ask);
            Question portuguese = PORTUGUESE.say(scene, ask);
            assertSaid(portuguese.text(), english.text());
            assertSaid(portuguese.answer(), english.answer());
          }
        }
      }
    }
  }

  @Test
  void whatIsNotOfTheWorldIsNotInvented() {
    for (String line :
        List.of(
            "",
            "What is the man doing in the back of the pickup truck?",
            "a spaceship",
            "A large cat at the top left on a purple background.",
            "A large cat at the top left and a small cat at the top right on a red background.",
            "A large cat at the top right and a small dog at the top left on a red background.")) {
      assertEquals(Optional.empty(), reference.say(line));
    }
  }

  private static void assertSaid(String portuguese, String english) {
    assertEquals(Optional.of(portuguese), reference.say(english));
  }
}
