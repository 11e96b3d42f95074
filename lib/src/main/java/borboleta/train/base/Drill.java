package borboleta.train.base;

import borboleta.data.Cell;
import borboleta.data.Concept;
import borboleta.data.EnglishGrammar;
import borboleta.data.Scene;
import borboleta.data.Thing;
import borboleta.text.ChatTemplate;
import borboleta.text.Conversation;
import borboleta.text.Sample;
import borboleta.text.Tokenizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Looking things up, practised without a sentence around it: {@code cat top left dog no …} or
 * {@code top left cat …}, where only what follows a thing or a place is learnt.
 *
 * <p>A question has to be carried from its noun to the place of the answer before the picture can
 * be searched for it, and two steps that are worth nothing one without the other take long to
 * appear together. Here the answer stands right behind what it is about, so that the search is
 * learnt first and alone.
 */
final class Drill {
  /** Things asked for in one list, most of them not in the scene. */
  private static final int THINGS = 8;

  private final Tokenizer tokenizer;
  private final ChatTemplate template;
  private final List<Concept> concepts;

  Drill(Tokenizer tokenizer, ChatTemplate template, List<Concept> concepts) {
    this.tokenizer = tokenizer;
    this.template = template;
    this.concepts = concepts;
  }

  /** A list about a scene: where things are, or what is in the places. */
  Sample next(Scene scene, SplittableRandom random) {
    String request = ChatTemplate.IMAGE + "\nWhere?";
    Conversation head = new Conversation("drill", List.of(new Conversation.Round(request, null)));
    Row row = new Row(template.encode(head));
    if (random.nextBoolean()) {
      for (Thing thing : shuffled(scene.things(), random)) {
        row.ask(place(thing.cell()));
        row.learn(" " + thing.concept().english());
      }
    } else {
      for (Concept concept : things(scene, random)) {
        row.ask(" " + concept.english());
        row.learn(scene.find(concept).map(thing -> place(thing.cell())).orElse(" no"));
      }
    }
    return row.sample();
  }

  private List<Concept> things(Scene scene, SplittableRandom random) {
    List<Concept> things = new ArrayList<>();
    scene.things().forEach(thing -> things.add(thing.concept()));
    while (things.size() < THINGS) {
      Concept concept = concepts.get(random.nextInt(concepts.size()));
      if (!things.contains(concept)) {
        things.add(concept);
      }
    }
    return shuffled(things, random);
  }

  private static <T> List<T> shuffled(List<T> list, SplittableRandom random) {
    List<T> copy = new ArrayList<>(list);
    for (int i = copy.size() - 1; i > 0; i--) {
      Collections.swap(copy, i, random.nextInt(i + 1));
    }
    return copy;
  }

  private static String place(Cell cell) {
    return " " + EnglishGrammar.place(cell);
  }

  /** Ids and labels in the making. */
  private final class Row {
    private final List<Long> ids = new ArrayList<>();
    private final List<Long> labels = new ArrayList<>();

    Row(Sample head) {
      for (int i = 0; i < head.length(); i++) {
        ids.add(head.ids()[i]);
        labels.add(head.labels()[i]);
      }
    }

    void ask(String text) {
      for (long id : tokenizer.encode(text)) {
        ids.add(id);
        labels.add(ChatTemplate.IGNORE);
      }
    }

    void learn(String text) {
      for (long id : tokenizer.encode(text)) {
        ids.add(id);
        labels.add(id);
      }
    }

    Sample sample() {
      return new Sample(
          ids.stream().mapToLong(Long::longValue).toArray(),
          labels.stream().mapToLong(Long::longValue).toArray());
    }
  }
}
