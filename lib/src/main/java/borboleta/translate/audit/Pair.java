package borboleta.translate.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A record and its translation, as raw JSON.
 *
 * @param number place of the record in the source, from 1; 0 when the source lacks it
 * @param source the record, or null when the translation has one too many
 * @param translatedNumber place of the translation in its file, from 1; 0 when there is none
 * @param translated its translation, or null when it was dropped
 * @param moved whether the translation stands in another order than its neighbours
 */
public record Pair(
    long number, ObjectNode source, long translatedNumber, ObjectNode translated, boolean moved) {
  /** A turn and its translation. */
  public record TurnPair(int number, JsonNode source, JsonNode translated) {
    /** The value in the source language; empty when it is not a string. */
    public String sourceValue() {
      return text(source);
    }

    /** The value in the target language; empty when it is not a string. */
    public String translatedValue() {
      return text(translated);
    }

    /** Names the place for a report. */
    public String where() {
      return "turn " + number + ", value";
    }

    /** Whether both values are strings. */
    boolean isText() {
      return source.path("value").isTextual() && translated.path("value").isTextual();
    }

    private static String text(JsonNode turn) {
      JsonNode value = turn.path("value");
      return value.isTextual() ? value.textValue() : "";
    }
  }

  /** Whether both sides are there. */
  public boolean isComplete() {
    return source != null && translated != null;
  }

  /** Place of the record in its file, from 1: in the source where the source has it. */
  public long place() {
    return source == null ? translatedNumber : number;
  }

  /** The id as it is written, without its quotes. */
  public String id() {
    return (source != null ? source : translated).path("id").asText("(no id)");
  }

  /** The same record with another translation. */
  public Pair with(ObjectNode other) {
    return new Pair(number, source, translatedNumber, other, moved);
  }

  /** The turns that both sides have, by their place; none when a side is missing. */
  public List<TurnPair> turns() {
    List<TurnPair> turns = new ArrayList<>();
    if (isComplete()) {
      JsonNode from = source.path("conversations");
      JsonNode to = translated.path("conversations");
      for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
        turns.add(new TurnPair(i + 1, from.get(i), to.get(i)));
      }
    }
    return turns;
  }

  /** The turns whose values are strings on both sides. */
  public List<TurnPair> texts() {
    List<TurnPair> texts = turns();
    texts.removeIf(turn -> !turn.isText());
    return texts;
  }
}
