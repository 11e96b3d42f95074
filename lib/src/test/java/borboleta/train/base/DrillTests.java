package borboleta.train.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.Concepts;
import borboleta.data.Part;
import borboleta.data.Scene;
import borboleta.data.SceneSampler;
import borboleta.data.Thing;
import borboleta.hub.TinyModel;
import borboleta.text.ChatTemplate;
import borboleta.text.Sample;
import borboleta.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DrillTests {
  private final Tokenizer tokenizer = Tokenizer.load(TinyModel.tokenizer().getParent());
  private final ChatTemplate template = new ChatTemplate(tokenizer, 3, 1, 2, 4);
  private final SceneSampler scenes;
  private final Drill drill;

  DrillTests() throws IOException {
    var concepts = Concepts.all(Path.of(System.getenv("BORBOLETA_HOME"), "build/npm/node_modules"));
    scenes = new SceneSampler(concepts, Part.TRAIN);
    drill = new Drill(tokenizer, template, concepts);
  }

  /** What is asked and what is learnt behind it, run by run: " cat" to " top left". */
  private List<String[]> pairs(Sample sample) {
    List<String[]> pairs = new ArrayList<>();
    int at = 0;
    while (at < sample.length()) {
      int asked = at;
      while (at < sample.length() && sample.labels()[at] == ChatTemplate.IGNORE) {
        at++;
      }
      int learnt = at;
      while (at < sample.length() && sample.labels()[at] != ChatTemplate.IGNORE) {
        assertEquals(sample.ids()[at], sample.labels()[at]);
        at++;
      }
      pairs.add(new String[] {text(sample, asked, learnt), text(sample, learnt, at)});
    }
    return pairs;
  }

  private String text(Sample sample, int from, int to) {
    return tokenizer.decode(java.util.Arrays.copyOfRange(sample.ids(), from, to));
  }

  @Test
  void everyAnswerIsTrueOfTheScene() {
    SplittableRandom random = new SplittableRandom(4);
    int places = 0;
    int things = 0;
    for (int i = 0; i < 60; i++) {
      Scene scene = scenes.next(random);
      for (String[] pair : pairs(drill.next(scene, random))) {
        String asked = pair[0].substring(pair[0].lastIndexOf(':') + 1).strip();
        String learnt = pair[1].strip();
        if (asked.contains("left") || asked.contains("right")) {
          Thing thing = at(scene, asked);
          assertEquals(thing.concept().english(), learnt);
          places++;
        } else {
          assertEquals(place(scene, asked), learnt);
          things++;
        }
      }
    }
    assertTrue(places > 30 && things > 100, places + " places, " + things + " things");
  }

  private static Thing at(Scene scene, String place) {
    return scene.things().stream().filter(t -> name(t).equals(place)).findFirst().orElseThrow();
  }

  private static String place(Scene scene, String english) {
    return scene.things().stream()
        .filter(t -> t.concept().english().equals(english))
        .map(DrillTests::name)
        .findFirst()
        .orElse("no");
  }

  private static String name(Thing thing) {
    return thing.cell().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
