package borboleta.train.base;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import borboleta.data.Asks;
import borboleta.data.EnglishGrammar;
import borboleta.data.Kind;
import borboleta.data.Part;
import borboleta.data.Question;
import borboleta.data.Scene;
import borboleta.data.SceneSampler;
import borboleta.model.Llava;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import borboleta.text.ChatTemplate;
import borboleta.text.Conversation;
import borboleta.text.Sample;
import borboleta.train.Batch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Asks the language model about unseen scenes that are written as words, before it has met any
 * picture.
 */
final class WordExam {
  private static final int QUESTIONS = 100;

  private final Llava model;
  private final World world;
  private final WordStage words;
  private final ChatTemplate template;

  WordExam(Llava model, World world, WordStage words, ChatTemplate template) {
    this.model = model;
    this.world = world;
    this.words = words;
    this.template = template;
  }

  /**
   * Share of questions of a kind whose answer is the reference, token for token.
   *
   * <p>Greedy decoding gives the reference exactly when each of its tokens is the most likely one
   * after those before it, so one pass over all of them tells.
   */
  double share(Kind kind) {
    SceneSampler scenes = new SceneSampler(world.concepts, Part.VALIDATION);
    Asks asks = new Asks(world.concepts);
    EnglishGrammar grammar = new EnglishGrammar();
    SplittableRandom random = new SplittableRandom(kind.ordinal());
    int patches = model.config().vision().patches();
    List<Sample> samples = new ArrayList<>();
    long[] ids = new long[QUESTIONS * patches];
    while (samples.size() < QUESTIONS) {
      Scene scene = scenes.next(random);
      if (Asks.possible(scene, kind)) {
        Question question = grammar.say(scene, asks.draw(scene, kind, random));
        System.arraycopy(words.ids(scene), 0, ids, samples.size() * patches, patches);
        String text = ChatTemplate.IMAGE + "\n" + question.text();
        Conversation.Round round = new Conversation.Round(text, question.answer());
        samples.add(template.encode(new Conversation("words", List.of(round))));
      }
    }
    return (double) Collections.frequency(answered(samples, ids), true) / QUESTIONS;
  }

  private List<Boolean> answered(List<Sample> samples, long[] ids) {
    try (Scope scope = Scope.open()) {
      NDManager manager = Scope.manager();
      Batch batch =
          Batch.of(
              manager,
              samples,
              List.of(),
              Scene.PIXELS,
              model.config().imageTokenIndex(),
              model.config().text().padTokenId());
      Shape shape = new Shape(samples.size(), model.config().vision().patches());
      NDArray features = words.target(manager.create(ids, shape)); // (B, P, H)
      NDArray inputs =
          Ops.placeImages(model.language().embed(batch.ids()), features, batch.imageSlots());
      NDArray hidden = model.language().hidden(inputs, null, null); // (B, T, H)
      NDArray logits = model.language().logits(Ops.rows(hidden, batch.answerSlots())); // (K, V)
      long[] said = Ops.argMax(logits).toLongArray();
      long[] wanted = batch.answers().toLongArray();
      List<Boolean> right = new ArrayList<>();
      int at = 0;
      for (Sample sample : samples) {
        boolean all = true;
        for (long label : sample.labels()) {
          if (label != ChatTemplate.IGNORE) {
            all &= said[at] == wanted[at];
            at++;
          }
        }
        right.add(all);
      }
      return right;
    }
  }
}
