package borboleta.translate;

import borboleta.course.Workspace;
import borboleta.data.Asks;
import borboleta.data.Concept;
import borboleta.data.Concepts;
import borboleta.data.EnglishGrammar;
import borboleta.data.Grammar;
import borboleta.data.Kind;
import borboleta.data.LlavaFile;
import borboleta.data.LlavaRecord;
import borboleta.data.Part;
import borboleta.data.PortugueseGrammar;
import borboleta.data.Question;
import borboleta.data.Scene;
import borboleta.data.SceneSampler;
import borboleta.data.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Records of the emoji world in both languages: a caption and one question of each kind. */
public final class EmojiRecords {
  private static List<Concept> concepts;

  private EmojiRecords() {}

  private static synchronized List<Concept> concepts() throws IOException {
    if (concepts == null) {
      concepts = Concepts.all(Workspace.current().npm());
    }
    return concepts;
  }

  /** The world's translations. */
  public static EmojiReference reference() throws IOException {
    return new EmojiReference(concepts());
  }

  /** Writes records in English. */
  public static Path english(Path file, int records) throws IOException {
    LlavaFile.write(file, say(new EnglishGrammar(), records));
    return file;
  }

  /** Writes the same records in Portuguese, by the reference grammar. */
  public static Path portuguese(Path file, int records) throws IOException {
    LlavaFile.write(file, say(new PortugueseGrammar(), records));
    return file;
  }

  private static List<LlavaRecord> say(Grammar grammar, int count) throws IOException {
    List<Concept> concepts = concepts();
    SceneSampler sampler = new SceneSampler(concepts, Part.TRAIN);
    Asks asks = new Asks(concepts);
    SplittableRandom random = new SplittableRandom(7);
    List<LlavaRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Scene scene = sampler.next(random);
      List<Turn> turns = new ArrayList<>();
      String request = grammar.captionRequest(new SplittableRandom(i));
      turns.add(new Turn("human", i % 2 == 0 ? "<image>\n" + request : request + "\n<image>"));
      turns.add(new Turn("gpt", grammar.caption(scene)));
      for (Kind kind : Kind.values()) {
        if (Asks.possible(scene, kind)) {
          Question question = grammar.say(scene, asks.draw(scene, kind, random));
          turns.add(new Turn("human", question.text()));
          turns.add(new Turn("gpt", question.answer()));
        }
      }
      String id = "%012d".formatted(i);
      records.add(new LlavaRecord(id, id + ".png", turns));
    }
    return records;
  }
}
