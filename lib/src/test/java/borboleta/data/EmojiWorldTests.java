package borboleta.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.image.PictureReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmojiWorldTests {
  private static final int RECORDS = 316;

  @TempDir static Path folder;
  private static Path world;

  @BeforeAll
  static void make() throws IOException {
    world = folder.resolve("emoji");
    EmojiWorld.write(world, RECORDS, 1, Npm.FOLDER, Progress.NONE);
  }

  @Test
  void equalSeedsGiveEqualBytesAndOthersDoNot() throws IOException {
    Path again = folder.resolve("again");
    EmojiWorld.write(again, RECORDS, 1, Npm.FOLDER, Progress.NONE);
    assertEquals(hashes(world), hashes(again));
    Path other = folder.resolve("other");
    EmojiWorld.write(other, RECORDS, 2, Npm.FOLDER, Progress.NONE);
    assertNotEquals(hashes(world).get("train.en.json"), hashes(other).get("train.en.json"));
  }

  @Test
  void everyRecordHasItsPictureOf96PixelsAndAnIdWithZeros() throws IOException {
    List<LlavaRecord> records = LlavaFile.read(world.resolve("train.en.json"));
    assertEquals(RECORDS, records.size());
    assertEquals("000000000012", records.get(12).id());
    for (LlavaRecord record : records) {
      assertEquals(record.id() + ".png", record.image());
      BufferedImage image = PictureReader.read(world.resolve("images").resolve(record.image()));
      assertEquals(96, image.getWidth());
      assertEquals(96, image.getHeight());
    }
  }

  @Test
  void portugueseRecordsHaveTheSameIdsOrderAndTurns() throws IOException {
    List<LlavaRecord> english = LlavaFile.read(world.resolve("train.en.json"));
    List<LlavaRecord> portuguese = LlavaFile.read(world.resolve("train.pt.json"));
    assertEquals(english.size(), portuguese.size());
    for (int i = 0; i < english.size(); i++) {
      assertEquals(english.get(i).id(), portuguese.get(i).id());
      assertEquals(english.get(i).image(), portuguese.get(i).image());
      List<Turn> en = english.get(i).conversations();
      List<Turn> pt = portuguese.get(i).conversations();
      assertEquals(en.size(), pt.size());
      assertEquals(
          en.get(0).value().startsWith("<image>"), pt.get(0).value().startsWith("<image>"));
    }
  }

  @Test
  void partsHoldTheSameRecordsInLlavasProportion() throws IOException {
    Set<LlavaRecord> all = new HashSet<>(LlavaFile.read(world.resolve("train.pt.json")));
    for (RecordKind kind : RecordKind.values()) {
      List<LlavaRecord> part =
          LlavaFile.read(world.resolve("parts/" + kind.fileName() + ".pt.json"));
      assertEquals(kind.count(RECORDS), part.size());
      part.forEach(r -> assertTrue(all.remove(r), r.id()));
    }
    assertTrue(all.isEmpty());
  }

  @Test
  void questionSetsHold600QuestionsEvenOverKindsEachWithItsPicture() throws IOException {
    for (QuestionSet set : QuestionSet.values()) {
      for (Language language : Language.values()) {
        List<EvalQuestion> questions = questions(set, language);
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        for (EvalQuestion question : questions) {
          counts.merge(question.kind(), 1, Integer::sum);
          assertTrue(Files.exists(world.resolve("images").resolve(question.image())));
        }
        assertEquals(600, questions.size());
        Arrays.stream(Kind.values()).forEach(k -> assertEquals(100, counts.get(k), k.toString()));
        assertEquals(150, captions(set, language).size());
      }
    }
  }

  /** Reads the captions back as scenes, by other means than the grammar, and answers from them. */
  @Test
  void answersAreWhatTheCaptionOfTheSamePictureSays() throws IOException {
    int checked = 0;
    for (QuestionSet set : QuestionSet.values()) {
      Map<String, String> captions = new TreeMap<>();
      captions(set, Language.EN).forEach(c -> captions.put(c.image(), c.answer()));
      for (EvalQuestion question : questions(set, Language.EN)) {
        if (captions.containsKey(question.image())) {
          assertEquals(
              CaptionReader.answer(captions.get(question.image()), question),
              question.answer(),
              question::text);
          checked++;
        }
      }
    }
    assertEquals(600, checked);
  }

  @Test
  void testByTheOtherArtistNamesOnlyThingsItsDrawingsOfWhichTrainingNeverShows()
      throws IOException {
    Set<String> unseen = new HashSet<>();
    Npm.CONCEPTS.stream().filter(c -> !c.bothArtists()).forEach(c -> unseen.add(c.english()));
    for (EvalCaption caption : captions(QuestionSet.TEST_TWEMOJI, Language.EN)) {
      CaptionReader.things(caption.answer())
          .values()
          .forEach(name -> assertTrue(unseen.contains(name), name));
    }
  }

  @Test
  void cardCountsRecordsAndNamesLicences() throws IOException {
    String card = Files.readString(world.resolve("README.md"));
    for (String part :
        List.of(
            "| conversation | 116 |",
            "| detail | 46 | 46 |",
            "| complex_reasoning | 154 | 154 |",
            "| test_twemoji | 600 | 100 | Twemoji | 75 |",
            "CC BY-SA 4.0",
            "CC BY 4.0",
            "Unicode License",
            "--records 316 --seed 1")) {
      assertTrue(card.contains(part), part);
    }
    BufferedImage sheet = PictureReader.read(world.resolve("sheet.png"));
    assertTrue(sheet.getWidth() > 800 && sheet.getHeight() > 800);
  }

  @Test
  void noRecordsIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> EmojiWorld.write(folder.resolve("none"), 0, 1, Npm.FOLDER, Progress.NONE));
  }

  private static List<EvalQuestion> questions(QuestionSet set, Language language)
      throws IOException {
    String name = "questions/%s.%s.jsonl".formatted(set.fileName(), language.code());
    return QuestionFile.read(world.resolve(name));
  }

  private static List<EvalCaption> captions(QuestionSet set, Language language) throws IOException {
    String name = "captions.%s.%s.jsonl".formatted(set.fileName(), language.code());
    return CaptionFile.read(world.resolve(name));
  }

  private static Map<String, Integer> hashes(Path folder) throws IOException {
    Map<String, Integer> hashes = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        hashes.put(folder.relativize(path).toString(), Arrays.hashCode(Files.readAllBytes(path)));
      }
    }
    return hashes;
  }
}
