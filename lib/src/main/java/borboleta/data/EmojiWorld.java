package borboleta.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/**
 * The emoji world as a data set in LLaVA's format, on disk.
 *
 * <pre>
 * README.md                           data card
 * sheet.png                           the first pictures with their captions
 * images/000000000000.png …           96 x 96 pixels, RGB
 * train.en.json, train.pt.json        records, same ids and order; the Portuguese side has its own grammar
 * parts/KIND.en.json, parts/KIND.pt.json   the same records by LLaVA's three kinds
 * questions/SET.en.jsonl, SET.pt.jsonl     600 questions a set, 100 of each kind
 * captions.SET.en.jsonl, captions.SET.pt.jsonl   150 pictures a set to describe
 * </pre>
 */
public final class EmojiWorld {
  /** Questions of each kind in each set. */
  public static final int QUESTIONS_PER_KIND = 100;

  /** One in so many of a set's pictures is also to be described. */
  private static final int CAPTION_EVERY = 4;

  private static final int SHEET_PICTURES = 12;

  private final List<Concept> concepts;
  private final ScenePainter painter;

  private EmojiWorld(Path npm) throws IOException {
    this.concepts = Concepts.all(npm);
    this.painter = new ScenePainter(Drawings.load(npm));
  }

  /**
   * Makes the data set; equal records and seeds give equal bytes.
   *
   * @param folder made whole or not at all; must not hold files yet
   * @param records how many, at least 1
   * @param npm the folder of npm packages: openmoji, @twemoji/svg, emojibase-data
   * @throws IOException in one sentence, when the folder holds files, a package is missing or the
   *     disk is full
   */
  public static void write(Path folder, int records, long seed, Path npm, Progress progress)
      throws IOException {
    if (records < 1) {
      throw new IllegalArgumentException(
          "a data set needs at least 1 record, asked for " + records);
    }
    EmojiWorld world = new EmojiWorld(npm);
    SplittableRandom random = new SplittableRandom(seed);
    List<Draft> drafts = world.drafts(records, random.split());
    Map<QuestionSet, List<Inquiry>> sets = new EnumMap<>(QuestionSet.class);
    for (QuestionSet set : QuestionSet.values()) {
      sets.put(set, Inquiry.draw(set, world.concepts, QUESTIONS_PER_KIND, random.split()));
    }
    WholeFolder.write(
        folder,
        beside -> {
          world.writeRecords(beside, drafts);
          world.writeQuestions(beside, sets, records);
          PictureFolder.paint(
              beside.resolve("images"), pictures(drafts, sets), world.painter, progress);
          ImageIO.write(world.sheet(drafts), "png", beside.resolve("sheet.png").toFile());
          DataCard card = new DataCard(world.concepts, drafts, sets, seed, npm);
          WholeFile.write(beside.resolve("README.md"), out -> out.write(card.text()));
        });
  }

  private List<Draft> drafts(int records, SplittableRandom random) {
    List<RecordKind> kinds = new ArrayList<>();
    for (RecordKind kind : RecordKind.values()) {
      for (int i = kind.count(records); i > 0; i--) {
        kinds.add(random.nextInt(kinds.size() + 1), kind);
      }
    }
    Drafts source = new Drafts(concepts, 0);
    return kinds.stream().map(kind -> source.next(kind, random)).toList();
  }

  private void writeRecords(Path folder, List<Draft> drafts) throws IOException {
    for (Language language : Language.values()) {
      List<LlavaRecord> records = new ArrayList<>();
      Map<RecordKind, List<LlavaRecord>> parts = new EnumMap<>(RecordKind.class);
      for (Draft draft : drafts) {
        LlavaRecord record = draft.say(id(records.size()), language.grammar());
        records.add(record);
        parts.computeIfAbsent(draft.kind(), k -> new ArrayList<>()).add(record);
      }
      LlavaFile.write(folder.resolve("train." + language.code() + ".json"), records);
      for (RecordKind kind : parts.keySet()) {
        String name = "parts/%s.%s.json".formatted(kind.fileName(), language.code());
        LlavaFile.write(folder.resolve(name), parts.get(kind));
      }
    }
  }

  private void writeQuestions(Path folder, Map<QuestionSet, List<Inquiry>> sets, int firstId)
      throws IOException {
    int first = firstId;
    for (QuestionSet set : QuestionSet.values()) {
      List<Inquiry> inquiries = sets.get(set);
      for (Language language : Language.values()) {
        Grammar grammar = language.grammar();
        List<EvalQuestion> questions = new ArrayList<>();
        List<EvalCaption> captions = new ArrayList<>();
        for (int i = 0; i < inquiries.size(); i++) {
          String id = id(first + i);
          questions.add(inquiries.get(i).say(id, grammar));
          if (i % CAPTION_EVERY == 0) {
            String request = grammar.captionRequest(new SplittableRandom(first + i));
            captions.add(
                new EvalCaption(
                    id, id + ".png", request, grammar.caption(inquiries.get(i).scene())));
          }
        }
        String name = set.fileName() + "." + language.code() + ".jsonl";
        QuestionFile.write(folder.resolve("questions").resolve(name), questions);
        CaptionFile.write(folder.resolve("captions." + name), captions);
      }
      first += inquiries.size();
    }
  }

  private static List<Picture> pictures(List<Draft> drafts, Map<QuestionSet, List<Inquiry>> sets) {
    List<Picture> pictures = new ArrayList<>();
    for (Draft draft : drafts) {
      pictures.add(new Picture(id(pictures.size()) + ".png", draft.scene(), draft.inks()));
    }
    for (QuestionSet set : QuestionSet.values()) {
      for (Inquiry inquiry : sets.get(set)) {
        pictures.add(Picture.by(set.artist(), id(pictures.size()) + ".png", inquiry.scene()));
      }
    }
    return pictures;
  }

  private BufferedImage sheet(List<Draft> drafts) {
    return PictureSheet.of(
        drafts.stream()
            .limit(SHEET_PICTURES)
            .map(
                draft ->
                    new PictureSheet.Entry(
                        painter.paint(draft.scene(), draft.inks()),
                        List.of(
                            Language.EN.grammar().caption(draft.scene()),
                            Language.PT.grammar().caption(draft.scene()))))
            .toList());
  }

  /** Twelve digits with zeros in front, as LLaVA's ids from COCO are. */
  private static String id(int number) {
    return "%012d".formatted(number);
  }
}
