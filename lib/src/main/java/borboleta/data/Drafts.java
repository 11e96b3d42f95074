package borboleta.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Draws records for training. */
public final class Drafts {
  /** Places and presence come up more often than counts and colours, which are sooner learnt. */
  private static final List<Kind> CONVERSATION_KINDS =
      List.of(
          Kind.COUNT,
          Kind.COLOUR,
          Kind.WHAT,
          Kind.WHAT,
          Kind.WHERE,
          Kind.WHERE,
          Kind.THERE,
          Kind.THERE);

  private static final int FEWEST_TURNS = 2;
  private static final int MOST_TURNS = 5;

  private final SceneSampler scenes;
  private final Asks asks;
  private final double flat;

  /**
   * Draws from the training part.
   *
   * @param flat the share of things drawn without outlines, see {@link Ink#forTraining}
   */
  public Drafts(List<Concept> concepts, double flat) {
    this.scenes = new SceneSampler(concepts, Part.TRAIN);
    this.asks = new Asks(concepts);
    this.flat = flat;
  }

  /** Draws the next record of a kind; equal random states give equal records. */
  public Draft next(RecordKind kind, SplittableRandom random) {
    Scene scene = scenes.next(random);
    while (kind == RecordKind.COMPLEX_REASONING && !Asks.possible(scene, Kind.CATEGORY)) {
      scene = scenes.next(random);
    }
    List<Ask> turns =
        switch (kind) {
          case CONVERSATION -> conversation(scene, random);
          case DETAIL -> List.of();
          case COMPLEX_REASONING -> List.of(asks.draw(scene, Kind.CATEGORY, random));
        };
    List<Ink> inks = Ink.forTraining(scene, flat, random);
    return new Draft(kind, scene, inks, turns, random.nextBoolean(), random.nextLong());
  }

  /**
   * Several asks; each thing is the subject of one at most, or an answer would give a later one
   * away.
   */
  private List<Ask> conversation(Scene scene, SplittableRandom random) {
    int wanted = FEWEST_TURNS + random.nextInt(MOST_TURNS - FEWEST_TURNS + 1);
    List<Ask> turns = new ArrayList<>();
    Set<Thing> named = new HashSet<>();
    while (turns.size() < wanted) {
      List<Kind> kinds =
          CONVERSATION_KINDS.stream()
              .filter(k -> Asks.possible(scene, k, t -> !named.contains(t)))
              .filter(k -> k != Kind.COUNT && k != Kind.COLOUR || !asked(turns, k))
              .toList();
      if (kinds.isEmpty()) {
        break;
      }
      Kind kind = kinds.get(random.nextInt(kinds.size()));
      Ask ask = asks.draw(scene, kind, t -> !named.contains(t), random);
      if (!turns.contains(ask)) {
        turns.add(ask);
        ask.subject(scene).ifPresent(named::add);
      }
    }
    return turns;
  }

  private static boolean asked(List<Ask> turns, Kind kind) {
    return turns.stream().anyMatch(t -> t.kind() == kind);
  }
}
