package borboleta.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpecimenTests {
  private static final List<Concept> CATS = List.of(Npm.concept("cat"), Npm.concept("banana"));

  @Test
  void equalSeedsGiveEqualPicturesAndConceptsComeInTurn() throws Exception {
    ScenePainter painter = new ScenePainter(Npm.drawings());
    List<Specimen> first = Specimen.draw(painter, CATS, 5, Artist.OPENMOJI, 1);
    List<Specimen> second = Specimen.draw(painter, CATS, 5, Artist.OPENMOJI, 1);
    for (int i = 0; i < 5; i++) {
      assertEquals(CATS.get(i % 2), first.get(i).concept());
      assertArrayEquals(pixels(first.get(i)), pixels(second.get(i)));
    }
    assertFalse(Arrays.equals(pixels(first.get(0)), pixels(first.get(2))), "places differ");
  }

  @Test
  void labelIsTheCategory() throws Exception {
    ScenePainter painter = new ScenePainter(Npm.drawings());
    List<Specimen> two = Specimen.draw(painter, CATS, 2, Artist.TWEMOJI, 1);
    assertEquals(Category.ANIMAL.ordinal(), two.get(0).label());
    assertEquals(Category.FOOD.ordinal(), two.get(1).label());
  }

  private static int[] pixels(Specimen specimen) {
    return specimen.picture().getRGB(0, 0, Scene.PIXELS, Scene.PIXELS, null, 0, Scene.PIXELS);
  }
}
