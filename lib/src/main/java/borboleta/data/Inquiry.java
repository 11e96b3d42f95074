package borboleta.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One question of an evaluation set before any language: a scene of its own and an ask about it.
 */
public record Inquiry(QuestionSet set, Scene scene, Ask ask) {

  /** Draws a set with as many questions of each kind; equal seeds give equal questions. */
  public static List<Inquiry> draw(
      QuestionSet set, List<Concept> all, int perKind, SplittableRandom random) {
    List<Concept> concepts = set.concepts(all);
    SceneSampler scenes = new SceneSampler(concepts, set.part());
    Asks asks = new Asks(concepts);
    List<Inquiry> inquiries = new ArrayList<>();
    for (int i = 0; i < perKind; i++) {
      for (Kind kind : Kind.values()) {
        Scene scene = scenes.next(random);
        while (!possible(set, scene, kind)) {
          scene = scenes.next(random);
        }
        Scene found = scene;
        Ask ask = asks.draw(scene, kind, t -> set.asksAbout(t, found), random);
        inquiries.add(new Inquiry(set, scene, ask));
      }
    }
    return inquiries;
  }

  /** The question in a grammar's language, with the picture's name made of the id. */
  public EvalQuestion say(String id, Grammar grammar) {
    Question question = grammar.say(scene, ask);
    return new EvalQuestion(id, id + ".png", question.kind(), question.text(), question.answer());
  }

  private static boolean possible(QuestionSet set, Scene scene, Kind kind) {
    return Asks.possible(scene, kind, t -> set.asksAbout(t, scene));
  }
}
