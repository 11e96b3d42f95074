package borboleta.translate.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Row 6 of the audit: the same numbers, whichever way a language writes them. */
final class NumbersCheck implements Check {
  private static final Pattern CLOCK =
      Pattern.compile(
          "(?i)\\b(?:[ap]\\.?m\\b|o['’]clock|morning|afternoon|evening|night|noon)|\\d:\\d\\d");
  private static final Pattern ROMAN = Pattern.compile("\\b[IVXLC]+\\b");
  private static final Pattern CENTURY = Pattern.compile("(?i)centur|sécul");
  private static final Map<Character, Integer> ROMAN_DIGITS =
      Map.of('I', 1, 'V', 5, 'X', 10, 'L', 50, 'C', 100);

  @Override
  public String name() {
    return "numbers";
  }

  @Override
  public String explanation() {
    return "Every number stays, as Portuguese writes it: 1,000.5 may become 1.000,5, and 3 may"
        + " become três. Boxes stay byte for byte: a comma for a point breaks a coordinate.";
  }

  @Override
  public String example() {
    return "at 3.5 meters became a 35 metros";
  }

  @Override
  public void check(Pair pair, Faults faults) {
    for (Pair.TurnPair turn : pair.texts()) {
      Numbers source = Numbers.english(turn.sourceValue());
      Numbers translated = Numbers.portuguese(turn.translatedValue());
      boxes(turn, source.boxes(), translated.boxes(), faults);
      figures(turn, source, translated, faults);
      words(turn, source, translated, faults);
    }
  }

  private static void boxes(
      Pair.TurnPair turn, List<String> source, List<String> translated, Faults faults) {
    List<String> missing = new ArrayList<>(source);
    translated.forEach(missing::remove);
    List<String> extra = new ArrayList<>(translated);
    source.forEach(extra::remove);
    if (!missing.isEmpty() || !extra.isEmpty()) {
      faults.add(turn.where(), said(missing), said(extra));
    }
  }

  private static void figures(
      Pair.TurnPair turn, Numbers source, Numbers translated, Faults faults) {
    if (source.figures().isEmpty() && translated.figures().isEmpty()) {
      return;
    }
    List<Numbers.Figure> missing = new ArrayList<>(source.figures());
    List<Numbers.Figure> extra = new ArrayList<>();
    for (Numbers.Figure figure : translated.figures()) {
      if (!removeSame(missing, figure)) {
        extra.add(figure);
      }
    }
    if (missing.isEmpty() && extra.isEmpty()) {
      return;
    }
    explain(turn, source, translated, missing, extra);
    if (!missing.isEmpty() || !extra.isEmpty()) {
      faults.add(turn.where(), texts(missing), texts(extra));
    }
  }

  private static boolean removeSame(List<Numbers.Figure> figures, Numbers.Figure figure) {
    for (int i = 0; i < figures.size(); i++) {
      if (figures.get(i).readings().stream().anyMatch(figure.readings()::contains)) {
        figures.remove(i);
        return true;
      }
    }
    return false;
  }

  /** Takes out what another way of writing the same number explains. */
  private static void explain(
      Pair.TurnPair turn,
      Numbers source,
      Numbers translated,
      List<Numbers.Figure> missing,
      List<Numbers.Figure> extra) {
    String from = turn.sourceValue();
    String to = turn.translatedValue();
    missing.removeIf(f -> spelled(f, translated) || roman(f, from, to) || spaced(f, to, extra));
    extra.removeIf(f -> spelled(f, source) || roman(f, to, from));
    if (CLOCK.matcher(from).find()) {
      clock(source, translated, missing, extra, to);
    }
    // The 1980s are os anos 80.
    missing.removeIf(
        f ->
            f.after().startsWith("s")
                && f.text().length() == 4
                && extra.removeIf(e -> e.text().equals(f.text().substring(2))));
  }

  private static boolean spelled(Numbers.Figure figure, Numbers others) {
    String value = figure.readings().get(0);
    return value.length() <= 4
        && value.chars().allMatch(Character::isDigit)
        && (others.words().contains(Integer.valueOf(value))
            || others.loose().contains(Integer.valueOf(value)));
  }

  /** The 19th century is o século XIX. */
  private static boolean roman(Numbers.Figure figure, String own, String other) {
    if (figure.text().length() > 2 || !CENTURY.matcher(own).find()) {
      return false;
    }
    for (Matcher numeral = ROMAN.matcher(other); numeral.find(); ) {
      if (figure.readings().contains(Integer.toString(value(numeral.group())))) {
        return true;
      }
    }
    return false;
  }

  private static int value(String roman) {
    int value = 0;
    for (int i = 0; i < roman.length(); i++) {
      int digit = ROMAN_DIGITS.get(roman.charAt(i));
      boolean smaller = i + 1 < roman.length() && digit < ROMAN_DIGITS.get(roman.charAt(i + 1));
      value += smaller ? -digit : digit;
    }
    return value;
  }

  /** 10,000 may be 10 000. */
  private static boolean spaced(Numbers.Figure figure, String to, List<Numbers.Figure> extra) {
    String digits = figure.readings().get(0);
    if (digits.length() < 4 || !digits.chars().allMatch(Character::isDigit)) {
      return false;
    }
    String spaced = digits.replaceAll("(?<=\\d)(?=(?:\\d{3})+$)", " ");
    if (!to.contains(spaced)) {
      return false;
    }
    for (String group : spaced.split(" ")) {
      extra.removeIf(f -> f.text().equals(group));
    }
    return true;
  }

  /** 3:30 pm may be 15h30, 12 pm meio-dia, and 7:00 sete horas. */
  private static void clock(
      Numbers source,
      Numbers translated,
      List<Numbers.Figure> missing,
      List<Numbers.Figure> extra,
      String to) {
    String said = to.toLowerCase(Locale.ROOT);
    missing.removeIf(
        f -> {
          if (f.text().length() > 2) {
            return false;
          }
          int hour = Integer.parseInt(f.text());
          boolean later = extra.removeIf(e -> e.text().equals(Integer.toString((hour + 12) % 24)));
          return later
              || hour == 0
              || hour == 12 && (said.contains("meio-dia") || said.contains("meia-noite"))
              || hour == 30 && said.contains("meia");
        });
    extra.removeIf(
        f ->
            f.text().length() <= 2
                && (f.text().matches("0+")
                    || source.words().contains(Integer.parseInt(f.text()) - 12)));
    // Three in the afternoon may be 15 horas when both are words.
    if (translated.words().stream().anyMatch(w -> w > 12)) {
      missing.removeIf(
          f ->
              f.text().length() <= 2
                  && translated.words().contains(Integer.parseInt(f.text()) + 12));
    }
  }

  /** Finds a number word that became another: words alone may come and go. */
  private static void words(Pair.TurnPair turn, Numbers source, Numbers translated, Faults faults) {
    List<Integer> missing = new ArrayList<>(source.words());
    List<Integer> extra = new ArrayList<>();
    for (Integer word : translated.words()) {
      if (!missing.remove(word)) {
        extra.add(word);
      }
    }
    if (missing.isEmpty() || extra.isEmpty()) {
      return;
    }
    missing.removeIf(w -> isThere(w, translated));
    extra.removeIf(w -> isThere(w, source) || source.words().contains(w));
    if (!missing.isEmpty() && !extra.isEmpty()) {
      faults.add(turn.where(), said(missing), said(extra));
    }
  }

  private static boolean isThere(int number, Numbers others) {
    return others.loose().contains(number)
        || others.figures().stream().anyMatch(f -> f.readings().contains(Integer.toString(number)));
  }

  private static String texts(List<Numbers.Figure> figures) {
    return said(figures.stream().map(Numbers.Figure::text).toList());
  }

  private static String said(List<?> numbers) {
    return numbers.isEmpty()
        ? "nothing more"
        : numbers.stream().map(Object::toString).collect(Collectors.joining(" "));
  }
}
