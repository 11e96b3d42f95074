package borboleta.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GlossaryTests {
  @Test
  void holdsEveryConceptAndNoWordOfPortugueseTwice() throws IOException {
    Map<String, String> words = Glossary.read(Npm.FOLDER);
    Npm.CONCEPTS.forEach(c -> assertEquals(c.portuguese(), words.get(c.english())));
    assertTrue(words.size() > Npm.CONCEPTS.size() + 20, "" + words.size());
    assertEquals(words.size(), new HashSet<>(words.values()).size());
  }

  @Test
  void placesColoursAndCategoriesAreSaidAsTheGrammarsSayThem() throws IOException {
    Map<String, String> words = Glossary.read(Npm.FOLDER);
    SceneSampler sampler = new SceneSampler(Npm.CONCEPTS, Part.TRAIN);
    SplittableRandom random = new SplittableRandom(1);
    Asks asks = new Asks(Npm.CONCEPTS);
    for (int i = 0; i < 200; i++) {
      Scene scene = sampler.next(random);
      String english = new EnglishGrammar().say(scene, Ask.colour()).answer();
      assertEquals(new PortugueseGrammar().say(scene, Ask.colour()).answer(), words.get(english));
      Ask where = Asks.possible(scene, Kind.WHERE) ? asks.draw(scene, Kind.WHERE, random) : null;
      if (where != null) {
        String[] place = new EnglishGrammar().say(scene, where).answer().split(" ");
        String said = new PortugueseGrammar().say(scene, where).answer();
        assertTrue(said.contains(words.get(place[0])) && said.contains(words.get(place[1])), said);
      }
    }
  }
}
