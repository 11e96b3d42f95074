package borboleta.train.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import borboleta.data.Artist;
import borboleta.data.Concept;
import borboleta.data.Concepts;
import borboleta.data.Drawings;
import borboleta.data.Ink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HandsTests {
  private static final Path NPM =
      Path.of(System.getenv("BORBOLETA_HOME"), "build/npm/node_modules");

  @Test
  void everyHandDrawsButForTheDrawingsThatAreHeldBack() throws IOException {
    List<Concept> concepts = Concepts.all(NPM);
    Hands hands = new Hands(Drawings.load(NPM), concepts);
    assertEquals(75, hands.heldBack().size());
    SplittableRandom random = new SplittableRandom(1);
    for (Concept concept : concepts) {
      Set<Artist> seen = EnumSet.noneOf(Artist.class);
      for (int i = 0; i < 100; i++) {
        seen.add(hands.ink(concept.hex(), 0, random).artist());
      }
      Set<Artist> expected = EnumSet.allOf(Artist.class);
      if (!concept.bothArtists()) {
        expected.remove(Artist.TWEMOJI);
      }
      if (concept.english().equals("swan")) {
        expected.remove(Artist.FLUENT);
      }
      assertEquals(expected, seen, concept.english());
    }
  }

  @Test
  void flatIsTheShareWithoutOutlines() throws IOException {
    Hands hands = new Hands(Drawings.load(NPM), Concepts.all(NPM));
    SplittableRandom random = new SplittableRandom(1);
    int flat = 0;
    for (int i = 0; i < 1000; i++) {
      Ink ink = hands.ink("1F408", 0.25, random);
      flat += ink.outline() ? 0 : 1;
    }
    assertEquals(250, flat, 50);
  }
}
