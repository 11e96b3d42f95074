package borboleta.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.translate.emulator.WordForWord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderTests {
  @TempDir private Path folder;

  @Test
  void shuffledAnswersOfAFullPackAreNoticedAndOrderedOnesAreNot() {
    WordForWord words = new WordForWord();
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      int first = i * 31;
      List<String> pack = IntStream.range(first, first + 25).mapToObj(LlavaText::sentence).toList();
      List<String> answers = new ArrayList<>(pack.stream().map(s -> words.say(s).get()).toList());
      assertFalse(Order.looksShuffled(pack, answers));
      Collections.shuffle(answers, random);
      assertTrue(Order.looksShuffled(pack, answers), "pack " + i);
    }
  }

  @Test
  void anotherLanguageAndAnotherGrammarIsNoShuffling() throws IOException {
    EmojiReference reference = EmojiRecords.reference();
    List<String> segments =
        new ArrayList<>(
            new LinkedHashSet<>(
                RawRecords.values(EmojiRecords.english(folder.resolve("in.json"), 4_000)).stream()
                    .flatMap(value -> Protection.cut(value).prose())
                    .toList()));
    Random random = new Random(2);
    int noticed = 0;
    List<List<String>> packs = Packs.of(segments);
    for (List<String> pack : packs) {
      List<String> answers =
          new ArrayList<>(pack.stream().map(s -> reference.say(s).orElseThrow()).toList());
      assertFalse(Order.looksShuffled(pack, answers), pack.toString());
      Collections.shuffle(answers, random);
      noticed += Order.looksShuffled(pack, answers) ? 1 : 0;
    }
    assertTrue(packs.size() > 20, "packs " + packs.size());
    assertEquals(packs.size(), noticed);
  }

  @Test
  void segmentsThatAreAllAlikeAreBelieved() {
    List<String> pack = Collections.nCopies(200, "a red car");
    assertFalse(Order.looksShuffled(pack, Collections.nCopies(200, "um carro vermelho")));
  }
}
