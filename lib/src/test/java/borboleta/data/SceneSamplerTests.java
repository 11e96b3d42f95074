package borboleta.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SceneSamplerTests {
  /** A scene as its part sees it: without jitter. */
  private static List<Object> still(Scene scene) {
    return List.of(
        scene.ground(),
        scene.things().stream().map(t -> List.of(t.concept(), t.cell(), t.size())).toList());
  }

  private static List<Scene> scenes(Part part, int count) {
    SceneSampler sampler = new SceneSampler(Npm.CONCEPTS, part);
    SplittableRandom random = new SplittableRandom(7);
    return Stream.generate(() -> sampler.next(random)).limit(count).toList();
  }

  @Test
  void equalSeedsGiveEqualScenes() {
    assertEquals(scenes(Part.TRAIN, 50), scenes(Part.TRAIN, 50));
  }

  @Test
  void trainingNeverShowsAHeldOutPair() {
    for (Scene scene : scenes(Part.TRAIN, 5000)) {
      for (Thing thing : scene.things()) {
        assertFalse(Part.heldOut(thing.concept(), scene.ground()));
      }
    }
  }

  @Test
  void heldOutScenesShowAtLeastOneHeldOutPair() {
    for (Scene scene : scenes(Part.HELD_OUT_PAIRS, 200)) {
      assertTrue(scene.things().stream().anyMatch(t -> Part.heldOut(t.concept(), scene.ground())));
    }
  }

  @Test
  void heldOutPairsAreAboutOneInTwentyAndLeaveEveryConceptMostGrounds() {
    int pairs = 0;
    for (Concept concept : Npm.CONCEPTS) {
      int of = 0;
      for (Ground ground : Ground.values()) {
        of += Part.heldOut(concept, ground) ? 1 : 0;
      }
      assertTrue(of <= 3, concept.english());
      pairs += of;
    }
    assertTrue(pairs >= 30 && pairs <= 60, "" + pairs);
  }

  @Test
  void noSceneOfTestOrValidationComesUpInTraining() {
    // One-thing scenes are few enough to come up again by chance, if the parts let them.
    Set<List<Object>> train = new HashSet<>();
    scenes(Part.TRAIN, 20_000).forEach(s -> train.add(still(s)));
    for (Part part : List.of(Part.VALIDATION, Part.TEST)) {
      assertTrue(scenes(part, 1000).stream().noneMatch(s -> train.contains(still(s))));
    }
  }

  @Test
  void jitterDoesNotMoveASceneToAnotherPart() {
    for (Scene scene : scenes(Part.VALIDATION, 100)) {
      Scene moved =
          new Scene(
              scene.ground(),
              scene.things().stream()
                  .map(t -> new Thing(t.concept(), t.cell(), t.size(), -t.dx(), t.size().slack()))
                  .toList());
      assertEquals(Part.VALIDATION, Part.of(moved));
    }
  }

  @Test
  void oneToFourThingsComeUpAboutEquallyOften() {
    int[] counts = new int[5];
    scenes(Part.TRAIN, 4000).forEach(s -> counts[s.things().size()]++);
    for (int things = 1; things <= 4; things++) {
      assertTrue(counts[things] > 800 && counts[things] < 1200, things + ": " + counts[things]);
    }
  }
}
