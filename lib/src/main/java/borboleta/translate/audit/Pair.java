package borboleta.translate.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A record and its translation, as raw JSON. What several checks ask of its texts is worked out
 * once, so that a pair belongs to one thread at a time.
 */
public final class Pair {
  private final long number;
  private final ObjectNode source;
  private final long translatedNumber;
  private final ObjectNode translated;
  private final boolean moved;
  private List<TurnPair> turns;
  private List<TurnPair> texts;

  /**
   * Puts two records side by side.
   *
   * @param number place of the record in the source, from 1; 0 when the source lacks it
   * @param source the record, or null when the translation has one too many
   * @param translatedNumber place of the translation in its file, from 1; 0 when there is none
   * @param translated its translation, or null when it was dropped
   * @param moved whether the translation stands in another order than its neighbours
   */
  public Pair(
      long number, ObjectNode source, long translatedNumber, ObjectNode translated, boolean moved) {
    this.number = number;
    this.source = source;
    this.translatedNumber = translatedNumber;
    this.translated = translated;
    this.moved = moved;
  }

  /** A turn and its translation. */
  public static final class TurnPair {
    private final int number;
    private final JsonNode source;
    private final JsonNode translated;
    private List<String> sourceWords;
    private List<String> translatedWords;

    TurnPair(int number, JsonNode source, JsonNode translated) {
      this.number = number;
      this.source = source;
      this.translated = translated;
    }

    /** Its place in the conversation, from 1. */
    public int number() {
      return number;
    }

    /** The turn. */
    public JsonNode source() {
      return source;
    }

    /** Its translation. */
    public JsonNode translated() {
      return translated;
    }

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

    /** The words of the source, as {@link Words#in} has them. */
    List<String> sourceWords() {
      if (sourceWords == null) {
        sourceWords = Words.in(Spans.withoutPlaceholder(sourceValue()));
      }
      return sourceWords;
    }

    /** The words of the translation. */
    List<String> translatedWords() {
      if (translatedWords == null) {
        translatedWords = Words.in(Spans.withoutPlaceholder(translatedValue()));
      }
      return translatedWords;
    }

    private boolean isText() {
      return source.path("value").isTextual() && translated.path("value").isTextual();
    }

    private static String text(JsonNode turn) {
      JsonNode value = turn.path("value");
      return value.isTextual() ? value.textValue() : "";
    }
  }

  /** Place of the record in the source, from 1; 0 when the source lacks it. */
  public long number() {
    return number;
  }

  /** The record, or null when the translation has one too many. */
  public ObjectNode source() {
    return source;
  }

  /** Place of the translation in its file, from 1; 0 when there is none. */
  public long translatedNumber() {
    return translatedNumber;
  }

  /** Its translation, or null when it was dropped. */
  public ObjectNode translated() {
    return translated;
  }

  /** Whether the translation stands in another order than its neighbours. */
  public boolean moved() {
    return moved;
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
    if (turns == null) {
      turns = new ArrayList<>();
      if (isComplete()) {
        JsonNode from = source.path("conversations");
        JsonNode to = translated.path("conversations");
        for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
          turns.add(new TurnPair(i + 1, from.get(i), to.get(i)));
        }
      }
    }
    return turns;
  }

  /** The turns whose values are strings on both sides. */
  public List<TurnPair> texts() {
    if (texts == null) {
      texts = turns().stream().filter(TurnPair::isText).toList();
    }
    return texts;
  }
}
