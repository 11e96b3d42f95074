package borboleta.train.export;

import borboleta.data.LlavaRecord;
import borboleta.data.Turn;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What LLaVA's code would stumble over in records, or pass over in silence: a row whose turns do
 * not line up learns nothing there, and the only sign is a line among many.
 */
final class RecordChecks {
  private static final String ANSWER = " ASSISTANT: ";
  private static final String END = "</s>";

  private final boolean plain;
  private final Set<String> ids = new HashSet<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, String> pictures = new LinkedHashMap<>();

  /**
   * Prepares to check.
   *
   * @param plain whether the template is the first stage's, one caption a picture
   */
  RecordChecks(boolean plain) {
    this.plain = plain;
  }

  List<Problem> problems() {
    return problems;
  }

  /** Names of the pictures, each with the id of the first record that has it. */
  Map<String, String> pictures() {
    return pictures;
  }

  /** Number of different ids. */
  int count() {
    return ids.size();
  }

  /**
   * Checks the next record.
   *
   * @param number counted from 1
   */
  void check(ObjectNode record, long number) {
    JsonNode id = record.path("id");
    String where = id.isValueNode() && !id.isNull() ? id.asText() : "record " + number;
    if (where.isEmpty() || !where.equals(id.asText())) {
      problems.add(new Problem("record " + number, "has no id"));
    } else if (!ids.add(where)) {
      problems.add(new Problem(where, "is the id of an earlier record too"));
    }
    JsonNode image = record.path("image");
    boolean pictured = !image.isMissingNode() && !image.isNull();
    if (pictured && (!image.isTextual() || image.asText().isBlank())) {
      problems.add(new Problem(where, "has an image that is no file name"));
    } else if (pictured) {
      pictures.putIfAbsent(image.asText(), where);
    }
    JsonNode turns = record.path("conversations");
    if (!turns.isArray() || turns.isEmpty()) {
      problems.add(new Problem(where, "has no conversations"));
      return;
    }
    turns(where, turns);
    marks(where, turns, pictured);
  }

  private void turns(String where, JsonNode turns) {
    for (int i = 0; i < turns.size(); i++) {
      String from = turns.get(i).path("from").asText();
      String expected = i % 2 == 0 ? Turn.HUMAN : Turn.GPT;
      if (!from.equals(expected)) {
        add(where, i, "is from \"%s\", and turns alternate from human to gpt".formatted(from));
        return;
      }
      JsonNode value = turns.get(i).path("value");
      if (!value.isTextual()) {
        add(where, i, "has no value that is text");
      } else if (from.equals(Turn.GPT) && value.asText().isBlank()) {
        add(where, i, "is an empty answer");
      } else if (!plain) {
        text(where, i, value.asText());
      }
    }
    if (turns.size() % 2 != 0) {
      add(where, turns.size() - 1, "has no answer");
    }
    if (plain && turns.size() != 2) {
      problems.add(
          new Problem(
              where,
              "has %d turns, and version plain reads one caption of one picture"
                  .formatted(turns.size())));
    }
  }

  /** LLaVA's code finds the answers of a conversation by these marks. */
  private void text(String where, int turn, String value) {
    for (String mark : List.of(END, ANSWER)) {
      if ((" " + value).contains(mark)) {
        add(
            where,
            turn,
            "contains \"%s\", so that nothing of the record would be learnt"
                .formatted(mark.strip()));
      }
    }
  }

  private void marks(String where, JsonNode turns, boolean pictured) {
    int marks = 0;
    for (int i = 0; i < turns.size(); i++) {
      int here = count(turns.get(i).path("value").asText());
      marks += here;
      if (here > 0 && i % 2 != 0) {
        add(where, i, "is an answer with %s in it".formatted(LlavaRecord.IMAGE_TOKEN));
      }
    }
    if (marks > 1) {
      problems.add(
          new Problem(
              where,
              "has %s %d times; once is all that is read"
                  .formatted(LlavaRecord.IMAGE_TOKEN, marks)));
    } else if (pictured && marks == 0) {
      problems.add(
          new Problem(
              where, "has an image and no %s in a question".formatted(LlavaRecord.IMAGE_TOKEN)));
    }
    if (!pictured && (marks > 0 || plain)) {
      problems.add(
          new Problem(where, "has no image and %s in a turn".formatted(LlavaRecord.IMAGE_TOKEN)));
    }
  }

  private static int count(String text) {
    return (text.length() - text.replace(LlavaRecord.IMAGE_TOKEN, "").length())
        / LlavaRecord.IMAGE_TOKEN.length();
  }

  private void add(String where, int turn, String what) {
    problems.add(new Problem(where, "turn %d %s".formatted(turn + 1, what)));
  }
}
