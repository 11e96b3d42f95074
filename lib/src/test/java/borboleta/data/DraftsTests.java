package borboleta.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DraftsTests {
  private static List<Draft> drafts(RecordKind kind, int count) {
    Drafts source = new Drafts(Npm.CONCEPTS, 0.3);
    SplittableRandom random = new SplittableRandom(3);
    List<Draft> drafts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drafts.add(source.next(kind, random));
    }
    return drafts;
  }

  @Test
  void noThingIsDrawnByAnArtistThatTrainingKeepsForTheTest() {
    int twemoji = 0;
    int things = 0;
    for (RecordKind kind : RecordKind.values()) {
      for (Draft draft : drafts(kind, 1000)) {
        for (int i = 0; i < draft.inks().size(); i++) {
          boolean other = draft.inks().get(i).artist() == Artist.TWEMOJI;
          assertTrue(!other || draft.scene().things().get(i).concept().bothArtists());
          twemoji += other ? 1 : 0;
          things++;
        }
      }
    }
    assertEquals(0.25, (double) twemoji / things, 0.03);
  }

  @Test
  void noAnswerOfAConversationGivesALaterOneAway() {
    for (Draft draft : drafts(RecordKind.CONVERSATION, 1000)) {
      Set<Thing> subjects = new HashSet<>();
      for (Ask ask : draft.asks()) {
        ask.subject(draft.scene()).ifPresent(t -> assertTrue(subjects.add(t), draft::toString));
      }
      assertEquals(draft.asks().size(), new HashSet<>(draft.asks()).size());
    }
  }

  @Test
  void captionsStandAlone() {
    for (RecordKind kind : RecordKind.values()) {
      for (Draft draft : drafts(kind, 100)) {
        LlavaRecord record = draft.say("000000000007", new EnglishGrammar());
        String caption = new EnglishGrammar().caption(draft.scene());
        boolean described =
            record.conversations().stream().anyMatch(t -> t.value().equals(caption));
        assertEquals(kind == RecordKind.DETAIL, described);
        assertEquals(kind == RecordKind.CONVERSATION, record.conversations().size() > 2);
      }
    }
  }

  @Test
  void halfOfTheThingsAskedAfterAreThere() {
    int yes = 0;
    int all = 0;
    for (Draft draft : drafts(RecordKind.CONVERSATION, 3000)) {
      for (Ask ask : draft.asks()) {
        if (ask.kind() == Kind.THERE) {
          yes += ask.subject(draft.scene()).isPresent() ? 1 : 0;
          all++;
        }
      }
    }
    assertEquals(0.5, (double) yes / all, 0.03);
  }

  @Test
  void imageTokenStandsInTheFirstTurnBeforeOrAfterTheQuestion() {
    int first = 0;
    for (Draft draft : drafts(RecordKind.CONVERSATION, 400)) {
      List<Turn> turns = draft.say("000000000007", new PortugueseGrammar()).conversations();
      String value = turns.get(0).value();
      assertTrue(value.startsWith("<image>\n") ^ value.endsWith("\n<image>"), value);
      first += value.startsWith("<image>") ? 1 : 0;
      for (Turn turn : turns.subList(1, turns.size())) {
        assertFalse(turn.value().contains("<image>"));
      }
    }
    assertEquals(200, first, 50);
  }

  @Test
  void kindsStandInLlavasProportion() {
    assertEquals(List.of(58, 23, 77), counts(158));
    assertEquals(List.of(7342, 2911, 9747), counts(20_000));
    assertEquals(1, counts(1).stream().mapToInt(Integer::intValue).sum());
  }

  private static List<Integer> counts(int records) {
    return List.of(RecordKind.values()).stream().map(k -> k.count(records)).toList();
  }
}
