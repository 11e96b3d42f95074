package borboleta.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file of LLaVA records holds, counted record by record: of any size, in little memory.
 *
 * @param file its name
 * @param bytes its size
 * @param records records in it
 * @param questions what the human says
 * @param answers what the model says
 * @param vocabulary different words, in lower case
 * @param pictures how many records have so many pictures
 * @param differentPictures different names of pictures
 */
public record DataSummary(
    String file,
    long bytes,
    long records,
    Tally questions,
    Tally answers,
    long vocabulary,
    Map<Integer, Long> pictures,
    long differentPictures) {
  private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}\\p{N}'’-]*|\\p{N}+");
  private static final String PLACEHOLDER = "<image>";

  /**
   * One side of the conversations.
   *
   * @param texts how many there are
   * @param different how many differ, without the placeholder
   * @param words words of all
   * @param lengths how many have so many words
   */
  public record Tally(long texts, long different, long words, Map<Integer, Long> lengths) {
    /** Words of a text in the mean; 0 where there is none. */
    public double meanWords() {
      return texts == 0 ? 0 : (double) words / texts;
    }

    /** The share of texts that repeat an earlier one. */
    public double repeated() {
      return texts == 0 ? 0 : 1 - (double) different / texts;
    }

    /** The length that a share of the texts do not exceed: 0.5 gives the median. */
    public int quantile(double share) {
      long seen = 0;
      int longest = 0;
      for (Map.Entry<Integer, Long> entry : lengths.entrySet()) {
        longest = entry.getKey();
        seen += entry.getValue();
        if (seen >= share * texts) {
          break;
        }
      }
      return longest;
    }
  }

  /**
   * Reads a file.
   *
   * @throws IOException in one sentence, when the file is missing or damaged
   */
  public static DataSummary of(Path file) throws IOException {
    Counter counter = new Counter();
    long records = LlavaFile.each(file, counter::add);
    return new DataSummary(
        file.getFileName().toString(),
        Files.size(file),
        records,
        counter.questions.tally(),
        counter.answers.tally(),
        counter.vocabulary.size(),
        counter.pictures,
        counter.names.size());
  }

  /** Reads on while it counts. */
  private static final class Counter {
    final Side questions = new Side();
    final Side answers = new Side();
    final Set<Long> vocabulary = new HashSet<>();
    final Map<Integer, Long> pictures = new TreeMap<>();
    final Set<Long> names = new HashSet<>();

    void add(ObjectNode record) {
      JsonNode image = record.path("image");
      int count = 0;
      for (JsonNode name : image.isArray() ? image : List.of(image)) {
        if (name.isTextual()) {
          count++;
          names.add(fingerprint(name.textValue()));
        }
      }
      pictures.merge(count, 1L, Long::sum);
      for (JsonNode turn : record.path("conversations")) {
        String value = turn.path("value").asText().replace(PLACEHOLDER, "").strip();
        boolean human = turn.path("from").asText().equals(Turn.HUMAN);
        (human ? questions : answers).add(value, words(value));
      }
    }

    private int words(String value) {
      int words = 0;
      for (Matcher word = WORD.matcher(value); word.find(); words++) {
        vocabulary.add(fingerprint(word.group().toLowerCase(Locale.ROOT)));
      }
      return words;
    }
  }

  private static final class Side {
    final Map<Integer, Long> lengths = new TreeMap<>();
    final Set<Long> different = new HashSet<>();
    long texts;
    long words;

    void add(String value, int length) {
      texts++;
      words += length;
      lengths.merge(length, 1L, Long::sum);
      different.add(fingerprint(value));
    }

    Tally tally() {
      return new Tally(texts, different.size(), words, lengths);
    }
  }

  /**
   * Stands for a text: two of a million texts share one with a chance of 3 in a hundred million.
   */
  private static long fingerprint(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 32)) * 0xd6e8feb86659fd93L;
    return hash ^ (hash >>> 32);
  }
}
