package borboleta.translate.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers of a text, in figures and in words.
 *
 * @param figures numbers in figures, in order
 * @param words values of the numbers that are words and nothing else, such as "seven"
 * @param loose values that words may stand for, such as 2 for "both"
 * @param boxes lists of numbers in brackets, as they are written
 */
record Numbers(List<Figure> figures, List<Integer> words, List<Integer> loose, List<String> boxes) {
  /**
   * A number in figures.
   *
   * @param text as it is written
   * @param readings what it may mean, without signs that depend on the language: 1,234 is 1234 in
   *     English; 1.5 is 1|5, as 1,5 is in Portuguese
   * @param after the letters that follow it at once or after a space, such as "pm"
   */
  record Figure(String text, List<String> readings, String after) {}

  // A damaged sign is no number.
  private static final Pattern ENTITY = Pattern.compile("& ?# ?[xX]?[0-9a-fA-F]{1,7} ?;");
  private static final Pattern MARKER =
      Pattern.compile("(?m)^[ \\t]*\\d{1,3}[.)](?=[ \\t])|(?<![\\w\\])])\\(\\d{1,3}\\)");
  private static final Pattern BOX =
      Pattern.compile(
          "[\\[({<]\\s*-?\\d+(?:[.,]\\d+)?(?:\\s*[,;]\\s*-?\\d+(?:[.,]\\d+)?)+\\s*[\\])}>]");
  private static final Pattern THOUSANDS =
      Pattern.compile(
          "\\(\\d{1,3}(?:[.,]\\d{3})+\\)|\\(\\d+[.,]\\d{1,2}\\)|\\((?:19|20)\\d\\d[,;] .*");
  private static final Pattern FIGURE =
      Pattern.compile(
          "(?<!\\d)(\\d+(?:[.,]\\d+)*|\\d{1,3}(?:[\\u00A0\\u202F]\\d{3})+)(?!\\d)(?= ?(\\p{L}[\\p{L}.']{0,6})?)");
  private static final Map<String, Integer> ENGLISH = new HashMap<>();
  private static final Map<String, Integer> PORTUGUESE = new HashMap<>();
  private static final Map<String, Integer> ENGLISH_LOOSE = new HashMap<>();
  private static final Map<String, Integer> PORTUGUESE_LOOSE = new HashMap<>();

  static {
    put(
        ENGLISH,
        2,
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen"
            + " fifteen sixteen seventeen eighteen nineteen twenty");
    put(
        PORTUGUESE,
        2,
        "dois três quatro cinco seis sete oito nove dez onze doze treze quatorze"
            + " quinze dezesseis dezessete dezoito dezenove vinte");
    PORTUGUESE.putAll(
        Map.of("duas", 2, "catorze", 14, "dezasseis", 16, "dezassete", 17, "dezanove", 19));
    tens(ENGLISH, "thirty forty fifty sixty seventy eighty ninety");
    tens(PORTUGUESE, "trinta quarenta cinquenta sessenta setenta oitenta noventa");
    put(ENGLISH_LOOSE, 0, "zero one both third fourth fifth sixth seventh eighth ninth tenth");
    ENGLISH_LOOSE.putAll(
        Map.of(
            "single", 1, "once", 1, "first", 1, "twice", 2, "second", 2, "couple", 2, "pair", 2));
    ENGLISH_LOOSE.putAll(
        Map.of(
            "dozen",
            12,
            "half",
            50,
            "hundred",
            100,
            "thousand",
            1000,
            "a",
            1,
            "an",
            1,
            "double",
            2,
            "triple",
            3,
            "pairs",
            2,
            "noon",
            12));
    ENGLISH_LOOSE.put("midnight", 12);
    ENGLISH_LOOSE.put("twins", 2);
    ENGLISH_LOOSE.put("neither", 2);
    ENGLISH_LOOSE.put("either", 2);
    put(
        PORTUGUESE_LOOSE,
        0,
        "zero um ambos terceiro quarto quinto sexto sétimo oitavo nono décimo");
    put(
        PORTUGUESE_LOOSE,
        0,
        "zero uma ambas terceira quarta quinta sexta sétima oitava nona décima");
    PORTUGUESE_LOOSE.putAll(
        Map.of(
            "primeiro",
            1,
            "primeira",
            1,
            "segundo",
            2,
            "segunda",
            2,
            "dupla",
            2,
            "par",
            2,
            "dúzia",
            12,
            "cem",
            100,
            "mil",
            1000,
            "metade",
            50));
    PORTUGUESE_LOOSE.putAll(
        Map.of(
            "terço",
            3,
            "terços",
            3,
            "meia",
            30,
            "duzentos",
            2,
            "trezentos",
            3,
            "quinhentos",
            5,
            "casal",
            2,
            "duplo",
            2,
            "cento",
            100));
  }

  /** Reads English. */
  static Numbers english(String text, List<String> words) {
    return read(text, words, true);
  }

  /** Reads Portuguese. */
  static Numbers portuguese(String text, List<String> words) {
    return read(text, words, false);
  }

  private static Numbers read(String value, List<String> all, boolean english) {
    List<String> boxes = new ArrayList<>();
    List<Figure> figures = new ArrayList<>();
    if (value.chars().anyMatch(c -> c >= '0' && c <= '9')) {
      String text = value.indexOf('&') < 0 ? value : ENTITY.matcher(value).replaceAll(" ");
      String rest = hasAny(text, "[({<") ? withoutBoxes(text, boxes) : text;
      boolean marked = hasAny(rest, "\n)") || Character.isDigit(rest.strip().charAt(0));
      String prose = marked ? MARKER.matcher(rest).replaceAll(" ") : rest;
      for (Matcher figure = FIGURE.matcher(prose); figure.find(); ) {
        String after = figure.group(2) == null ? "" : figure.group(2).toLowerCase(Locale.ROOT);
        figures.add(new Figure(figure.group(1), readings(figure.group(1), english), after));
      }
    }
    List<Integer> words = new ArrayList<>();
    List<Integer> loose = new ArrayList<>();
    Map<String, Integer> strict = english ? ENGLISH : PORTUGUESE;
    Map<String, Integer> others = english ? ENGLISH_LOOSE : PORTUGUESE_LOOSE;
    for (String word : all) {
      Integer number = strict.get(word);
      if (number != null) {
        words.add(number);
      }
      Integer other = others.get(word);
      if (other != null) {
        loose.add(other);
      }
    }
    return new Numbers(figures, words, loose, boxes);
  }

  private static boolean hasAny(String text, String signs) {
    return text.chars().anyMatch(c -> signs.indexOf(c) >= 0);
  }

  /** Takes the boxes out of a text and keeps them apart. */
  private static String withoutBoxes(String text, List<String> boxes) {
    StringBuilder rest = new StringBuilder();
    Matcher box = BOX.matcher(text);
    while (box.find()) {
      boolean plain = THOUSANDS.matcher(box.group()).matches();
      if (!plain) {
        boxes.add(box.group());
      }
      box.appendReplacement(rest, plain ? Matcher.quoteReplacement(box.group()) : " ");
    }
    return box.appendTail(rest).toString();
  }

  private static List<String> readings(String text, boolean english) {
    String joined = text.replaceAll("[\\u00A0\\u202F]", "");
    String[] groups = joined.split("[.,]");
    String separators = joined.replaceAll("\\d", "");
    boolean threes = groups.length > 1 && groups[0].length() <= 3;
    for (int i = 1; i < groups.length; i++) {
      threes &= groups[i].length() == 3;
    }
    boolean commas = separators.chars().allMatch(c -> c == ',');
    boolean stops = separators.chars().allMatch(c -> c == '.');
    if (threes && (english ? commas : commas || stops)) {
      String whole = plain(String.join("", groups));
      return english ? List.of(whole) : List.of(whole, apart(groups));
    }
    if (groups.length > 2 && separators.chars().distinct().count() == 2) {
      // 1,234.5: thousands, and a fraction behind the other sign.
      int last = groups.length - 1;
      String whole = String.join("", List.of(groups).subList(0, last));
      return List.of(apart(new String[] {whole, groups[last]}), apart(groups));
    }
    return List.of(apart(groups));
  }

  private static String apart(String[] groups) {
    boolean fraction = groups.length == 2 && groups[1].matches("0+");
    return fraction || groups.length == 1
        ? plain(groups[0])
        : plain(groups[0]) + "|" + String.join("|", List.of(groups).subList(1, groups.length));
  }

  private static String plain(String digits) {
    return digits.replaceFirst("^0+(?=\\d)", "");
  }

  private static void put(Map<String, Integer> numbers, int first, String words) {
    int value = first;
    for (String word : words.split(" ")) {
      numbers.put(word, value++);
    }
  }

  private static void tens(Map<String, Integer> numbers, String words) {
    int value = 30;
    for (String word : words.split(" ")) {
      numbers.put(word, value);
      value += 10;
    }
  }
}
