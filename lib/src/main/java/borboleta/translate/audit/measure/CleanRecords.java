package borboleta.translate.audit.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes records of LLaVA's three kinds, and their translations, from sentences that were translated
 * by hand: numbers, names, prices, times, boxes, addresses and code are drawn into them, each as
 * its language writes it.
 */
public final class CleanRecords {
  private static final Pattern SLOT = Pattern.compile("\\{([a-z]+)\\}");
  private static final List<String> NAMES =
      List.of("Mary Johnson", "Carlos", "Dr. Smith", "Anna Lee", "João Pereira", "Kate O'Neil");
  private static final List<String> BRANDS =
      List.of("Nikon", "Coca-Cola", "Samsung", "Air France", "Burger King", "LG");
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Sentence(String english, String portuguese) {}

  /** One record in both languages. */
  public record Both(ObjectNode english, ObjectNode portuguese) {}

  private final Map<String, List<Sentence>> sentences;

  /** Reads the sentences. */
  public CleanRecords() throws IOException {
    sentences = read();
  }

  private static Map<String, List<Sentence>> read() throws IOException {
    Map<String, List<Sentence>> byKind = new HashMap<>();
    try (InputStream in =
            CleanRecords.class.getResourceAsStream("/borboleta/audit/clean_pairs.tsv");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .skip(1)
          .map(line -> line.split("\t"))
          .forEach(
              row ->
                  byKind
                      .computeIfAbsent(row[0], kind -> new ArrayList<>())
                      .add(new Sentence(breaks(row[1]), breaks(row[2]))));
    }
    return byKind;
  }

  private static String breaks(String text) {
    return text.replace("\\n", "\n").replace("\\\\", "\\");
  }

  /** Makes the record of a number; the same number and seed make the same record. */
  public Both record(int number, long seed) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
    String id = String.format(Locale.ROOT, "%012d", 33_471 + 7 * number);
    ObjectNode english = JSON.createObjectNode().put("id", id).put("image", id + ".jpg");
    ObjectNode portuguese = english.deepCopy();
    ArrayNode from = english.putArray("conversations");
    ArrayNode to = portuguese.putArray("conversations");
    // LLaVA-Instruct has 58k conversations, 23k descriptions and 77k pieces of reasoning.
    int kind = random.nextInt(158);
    List<List<String>> turns = new ArrayList<>();
    if (kind < 58) {
      int questions = 2 + random.nextInt(4);
      for (int i = 0; i < questions; i++) {
        boolean list = random.nextInt(5) == 0;
        turns.add(List.of(list && i > 0 ? "a" : "q"));
        turns.add(List.of(list ? "x" : "a"));
      }
    } else {
      turns.add(List.of("q"));
      List<String> prose = new ArrayList<>();
      int length = 4 + random.nextInt(6);
      for (int i = 0; i < length; i++) {
        prose.add(kind < 81 ? "d" : "r");
      }
      turns.add(prose);
    }
    boolean first = random.nextBoolean();
    for (int i = 0; i < turns.size(); i++) {
      Sentence said = say(turns.get(i), random);
      String role = i % 2 == 0 ? "human" : "gpt";
      from.addObject().put("from", role).put("value", image(said.english, i, first));
      to.addObject().put("from", role).put("value", image(said.portuguese, i, first));
    }
    return new Both(english, portuguese);
  }

  /** Makes the first records and adds them to both lists. */
  void add(List<ObjectNode> english, List<ObjectNode> portuguese, int records, long seed) {
    for (int i = 0; i < records; i++) {
      Both both = record(i, seed);
      english.add(both.english());
      portuguese.add(both.portuguese());
    }
  }

  private static String image(String value, int turn, boolean first) {
    return turn > 0 ? value : first ? "<image>\n" + value : value + "\n<image>";
  }

  private Sentence say(List<String> kinds, SplittableRandom random) {
    List<String> english = new ArrayList<>();
    List<String> portuguese = new ArrayList<>();
    for (String kind : kinds) {
      List<Sentence> all = sentences.get(kind);
      Sentence drawn = fill(all.get(random.nextInt(all.size())), random);
      if (!english.contains(drawn.english)) {
        english.add(drawn.english);
        portuguese.add(drawn.portuguese);
      }
    }
    String between = kinds.size() > 3 && random.nextInt(4) == 0 ? "\n\n" : " ";
    return new Sentence(String.join(between, english), String.join(between, portuguese));
  }

  private static Sentence fill(Sentence sentence, SplittableRandom random) {
    List<String> english = new ArrayList<>();
    List<String> portuguese = new ArrayList<>();
    Matcher slots = SLOT.matcher(sentence.english);
    while (slots.find()) {
      String[] both = draw(slots.group(1), random);
      english.add(both[0]);
      portuguese.add(both[both.length - 1]);
    }
    return new Sentence(put(sentence.english, english), put(sentence.portuguese, portuguese));
  }

  private static String put(String text, List<String> values) {
    StringBuilder filled = new StringBuilder();
    Matcher slot = SLOT.matcher(text);
    for (String value : values) {
      if (slot.find()) {
        slot.appendReplacement(filled, Matcher.quoteReplacement(value));
      }
    }
    return slot.appendTail(filled).toString();
  }

  /** A value, or the same one as each language writes it. */
  private static String[] draw(String slot, SplittableRandom random) {
    return switch (slot) {
      case "n" -> one("" + (2 + random.nextInt(28)));
      case "big" -> one("" + (100 + random.nextInt(900)));
      case "year" -> one("" + (1900 + random.nextInt(125)));
      case "pct" -> one("" + (5 + random.nextInt(90)));
      case "time" ->
          one(String.format(Locale.ROOT, "%d:%02d", 1 + random.nextInt(12), random.nextInt(60)));
      case "dec" -> decimals(random.nextInt(200) + "." + (1 + random.nextInt(9)));
      case "price" -> decimals("%d.%02d".formatted(1 + random.nextInt(99), random.nextInt(100)));
      case "money" -> decimals("%d,%03d".formatted(1 + random.nextInt(999), random.nextInt(1_000)));
      case "name" -> one(NAMES.get(random.nextInt(NAMES.size())));
      case "brand" -> one(BRANDS.get(random.nextInt(BRANDS.size())));
      case "url" -> one("https://example.org/photos/" + random.nextInt(10_000) + "?size=large");
      case "mail" -> one("info" + random.nextInt(100) + "@museum.example.org");
      case "file" -> one("COCO_train2014_%012d.jpg".formatted(random.nextInt(600_000)));
      case "box" ->
          one(
              String.format(
                  Locale.ROOT,
                  "%.2f, %.2f, %.2f, %.2f",
                  random.nextDouble(),
                  random.nextDouble(),
                  random.nextDouble(),
                  random.nextDouble()));
      default -> throw new IllegalArgumentException("clean_pairs.tsv has no slot named " + slot);
    };
  }

  private static String[] one(String value) {
    return new String[] {value};
  }

  private static String[] decimals(String value) {
    return new String[] {value, value.replace(',', '\t').replace('.', ',').replace('\t', '.')};
  }
}
