package borboleta.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One record before any language: a scene, how it is drawn and what is asked about it.
 *
 * @param inks one for each thing of the scene
 * @param asks the turns; empty for a caption
 * @param imageFirst whether {@code <image>} stands before the first question or after it; LLaVA has
 *     both
 * @param requestSeed chooses among the requests for a caption, the same one in every language
 */
public record Draft(
    RecordKind kind,
    Scene scene,
    List<Ink> inks,
    List<Ask> asks,
    boolean imageFirst,
    long requestSeed) {

  /** The record in a grammar's language, with the picture's name made of the id. */
  public LlavaRecord say(String id, Grammar grammar) {
    List<Turn> turns = new ArrayList<>();
    if (asks.isEmpty()) {
      turns.add(new Turn(Turn.HUMAN, grammar.captionRequest(new SplittableRandom(requestSeed))));
      turns.add(new Turn(Turn.GPT, grammar.caption(scene)));
    }
    for (Ask ask : asks) {
      Question question = grammar.say(scene, ask);
      turns.add(new Turn(Turn.HUMAN, question.text()));
      turns.add(new Turn(Turn.GPT, question.answer()));
    }
    String first = turns.get(0).value();
    String token = LlavaRecord.IMAGE_TOKEN;
    turns.set(0, new Turn(Turn.HUMAN, imageFirst ? token + "\n" + first : first + "\n" + token));
    return new LlavaRecord(id, id + ".png", turns);
  }
}
