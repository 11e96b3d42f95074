package borboleta.train.base;

import borboleta.data.Ask;
import borboleta.data.Asks;
import borboleta.data.Concept;
import borboleta.data.Concepts;
import borboleta.data.Drawings;
import borboleta.data.EmojiName;
import borboleta.data.EmojiNames;
import borboleta.data.EnglishGrammar;
import borboleta.data.Ink;
import borboleta.data.Kind;
import borboleta.data.Part;
import borboleta.data.Question;
import borboleta.data.Scene;
import borboleta.data.SceneSampler;
import borboleta.data.Thing;
import borboleta.text.ChatTemplate;
import borboleta.text.Conversation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The emoji world as the base learns it: drawings, training scenes and what is said of them. */
final class World {
  /** What has to be looked up in the picture is the hardest to learn, so it is asked most. */
  private static final Map<Kind, Integer> SHARES =
      Map.of(
          Kind.COUNT,
          1,
          Kind.COLOUR,
          1,
          Kind.WHAT,
          2,
          Kind.WHERE,
          3,
          Kind.THERE,
          3,
          Kind.CATEGORY,
          3);

  private static final int TURNS = 5;
  private static final int CAPTION_SHARE = 8;

  final List<Concept> concepts;
  final Drawings drawings;
  final List<EmojiName> emoji;
  final Hands hands;
  private final SceneSampler sampler;
  private final Asks asks;
  private final EnglishGrammar grammar = new EnglishGrammar();
  private final List<Kind> kinds = new ArrayList<>();

  World(Path npm) throws IOException {
    concepts = Concepts.all(npm);
    drawings = Drawings.load(npm);
    emoji = EmojiNames.drawnByBoth(npm, drawings);
    hands = new Hands(drawings, concepts);
    sampler = new SceneSampler(concepts, Part.TRAIN);
    asks = new Asks(concepts);
    for (Kind kind : Kind.values()) {
      for (int i = 0; i < SHARES.get(kind); i++) {
        kinds.add(kind);
      }
    }
  }

  Scene scene(SplittableRandom random) {
    return sampler.next(random);
  }

  /** A scene's things, each by the hand of some artist. */
  List<Sprite> sprites(Scene scene, double flat, SplittableRandom random) {
    List<Ink> inks = new ArrayList<>();
    for (Thing thing : scene.things()) {
      inks.add(hands.ink(thing.concept().hex(), flat, random));
    }
    return Sprite.of(scene, inks);
  }

  /** Some questions about a scene in English, or now and then its description alone. */
  Conversation talk(Scene scene, SplittableRandom random) {
    List<Conversation.Round> rounds = new ArrayList<>();
    if (random.nextInt(CAPTION_SHARE) == 0) {
      rounds.add(new Conversation.Round(grammar.captionRequest(random), grammar.caption(scene)));
    }
    List<Ask> asked = new ArrayList<>();
    // A description in front of questions would give their answers away.
    while (rounds.size() < TURNS && (asked.size() > 0 || rounds.isEmpty())) {
      Kind kind = kinds.get(random.nextInt(kinds.size()));
      if (!Asks.possible(scene, kind)) {
        continue;
      }
      Ask ask = asks.draw(scene, kind, random);
      if (!asked.contains(ask)) {
        asked.add(ask);
        Question q = grammar.say(scene, ask);
        rounds.add(new Conversation.Round(q.text(), q.answer()));
      }
    }
    Conversation.Round first = rounds.get(0);
    rounds.set(
        0, new Conversation.Round(ChatTemplate.IMAGE + "\n" + first.question(), first.answer()));
    return new Conversation("scene", rounds);
  }

  /** The English word for the colour of a scene's ground. */
  String colour(Scene scene) {
    return grammar.say(scene, Ask.colour()).answer();
  }
}
