package borboleta.train;

import borboleta.data.LlavaRecord;
import borboleta.data.Turn;
import borboleta.text.ChatTemplate;
import borboleta.text.Conversation;
import borboleta.text.PromptTemplate;
import borboleta.text.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The records of a run as samples. All of them are checked before the first step; the samples
 * themselves are made again when a batch needs them, so that a large set takes no memory.
 */
final class Examples {
  private final List<LlavaRecord> records = new ArrayList<>();
  private final List<Look> looks = new ArrayList<>(); // of each record
  private final PromptTemplate template;
  private final long imageToken;
  private final int patches;
  private final int most;

  /** What one record is like as a sample, or why it is none. */
  private record Look(
      int length, boolean picture, int answers, int cut, int cutAnswers, String problem) {
    static Look none(String problem) {
      return new Look(0, false, 0, 0, 0, problem);
    }
  }

  /**
   * Checks records.
   *
   * @param most positions that a sample may have; what is longer is cut
   * @param skipped takes the records that cannot be learnt, or null to fail at the first
   * @throws IOException naming the first record that cannot be learnt, where none may be skipped
   */
  Examples(
      List<LlavaRecord> all,
      PromptTemplate template,
      long imageToken,
      int patches,
      int most,
      Skipped skipped)
      throws IOException {
    this.template = template;
    this.imageToken = imageToken;
    this.patches = patches;
    this.most = most;
    List<Look> every = all.parallelStream().map(this::look).toList();
    for (int i = 0; i < all.size(); i++) {
      Look look = every.get(i);
      if (look.problem() == null) {
        records.add(all.get(i));
        looks.add(look);
      } else if (skipped == null) {
        throw new IOException(look.problem());
      } else {
        skipped.add(all.get(i).id(), look.problem());
      }
    }
  }

  private Look look(LlavaRecord record) {
    Sample whole;
    try {
      whole = template.encode(conversation(record));
    } catch (IllegalArgumentException e) {
      return Look.none(e.getMessage());
    }
    long pictures = Arrays.stream(whole.ids()).filter(id -> id == imageToken).count();
    if (pictures != 0 && pictures != patches) {
      return problem(record, "has <image> in several turns, and one picture is read");
    }
    if (pictures != 0 && record.image() == null) {
      return problem(record, "has <image> in its turns and names no picture");
    }
    Sample sample = cut(whole);
    if (Arrays.stream(sample.ids()).filter(id -> id == imageToken).count() != pictures) {
      return problem(record, "has no room for its picture in %d positions".formatted(most));
    }
    int learnt = learnt(sample);
    if (learnt == 0) {
      return problem(
          record,
          learnt(whole) > 0
              ? "has its answers beyond the first %d positions (model_max_length)".formatted(most)
              : "has no token to learn: all of its labels are masked");
    }
    return new Look(
        sample.length(),
        pictures > 0,
        learnt,
        whole.length() - sample.length(),
        learnt(whole) - learnt,
        null);
  }

  private static Look problem(LlavaRecord record, String what) {
    return Look.none("record %s %s".formatted(record.id(), what));
  }

  /** Tokens that a sample teaches; the first position has nothing before it to be told from. */
  private static int learnt(Sample sample) {
    return (int)
        Arrays.stream(sample.labels())
            .skip(1)
            .filter(label -> label != ChatTemplate.IGNORE)
            .count();
  }

  private Sample cut(Sample sample) {
    return sample.length() <= most
        ? sample
        : new Sample(Arrays.copyOf(sample.ids(), most), Arrays.copyOf(sample.labels(), most));
  }

  /**
   * Reads a record's turns in pairs.
   *
   * @throws IllegalArgumentException naming the record, if question and answer do not alternate
   */
  static Conversation conversation(LlavaRecord record) {
    List<Turn> turns = record.conversations();
    return Conversation.of(
        record.id(),
        turns.stream().map(Turn::from).toList(),
        turns.stream().map(Turn::value).toList());
  }

  int size() {
    return records.size();
  }

  LlavaRecord record(int row) {
    return records.get(row);
  }

  Sample sample(int row) {
    return cut(template.encode(conversation(records.get(row))));
  }

  boolean hasPicture(int row) {
    return looks.get(row).picture();
  }

  /** Positions of each record. */
  int[] lengths() {
    return looks.stream().mapToInt(Look::length).toArray();
  }

  /** Tokens that some records teach. */
  long answers(int... rows) {
    return IntStream.of(rows).mapToLong(row -> looks.get(row).answers()).sum();
  }

  /**
   * Words of each record, negative where it has no picture: what LLaVA's sampler sorts by ({@code
   * modality_lengths}).
   */
  int[] modalityLengths() {
    return records.stream().mapToInt(Examples::words).toArray();
  }

  private static int words(LlavaRecord record) {
    int words = 0;
    for (Turn turn : record.conversations()) {
      words += turn.value().isBlank() ? 0 : turn.value().strip().split("\\s+").length;
    }
    return record.image() == null ? -words : words;
  }

  /** A sentence about what was cut off, or null where nothing was. */
  String cutNotice() {
    List<Look> cut = looks.stream().filter(look -> look.cut() > 0).toList();
    return cut.isEmpty()
        ? null
        : "%,d of %,d records are longer than %,d positions and are cut: %,d tokens, %,d of them answers"
            .formatted(
                cut.size(),
                size(),
                most,
                cut.stream().mapToLong(Look::cut).sum(),
                cut.stream().mapToLong(Look::cutAnswers).sum());
  }
}
