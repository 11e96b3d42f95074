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
      Numbers source = Numbers.english(turn.sourceValue(), turn.sourceWords());
      Numbers translated = Numbers.portuguese(turn.translatedValue(), turn.translatedWords());
      boxes(turn, source.boxes(), translated.boxes(), faults);
      Difference difference = new Difference(source, translated);
      if (difference.isNone()) {
        continue;
      }
      difference.explain(turn.sourceValue(), turn.translatedValue());
      if (!difference.missing.isEmpty() || !difference.extra.isEmpty()) {
        faults.add(turn.where(), texts(difference.missing), texts(difference.extra));
      }
      // Words alone may come and go; one that became another may not.
      if (!difference.missingWords.isEmpty() && !difference.extraWords.isEmpty()) {
        faults.add(turn.where(), said(difference.missingWords), said(difference.extraWords));
      }
    }
  }

  private static void boxes(
      Pair.TurnPair turn, List<String> source, List<String> translated, Faults faults) {
    List<String> missing = less(source, translated);
    List<String> extra = less(translated, source);
    if (!missing.isEmpty() || !extra.isEmpty()) {
      faults.add(turn.where(), said(missing), said(extra));
    }
  }

  private static <T> List<T> less(List<T> all, List<T> without) {
    List<T> rest = new ArrayList<>(all);
    without.forEach(rest::remove);
    return rest;
  }

  /** What is on one side only; each explanation takes out what it explains. */
  private static final class Difference {
    final List<Numbers.Figure> missing;
    final List<Numbers.Figure> extra = new ArrayList<>();
    final List<Integer> missingWords;
    final List<Integer> extraWords;
    final List<Integer> missingLoose;
    final List<Integer> extraLoose;

    Difference(Numbers source, Numbers translated) {
      missing = new ArrayList<>(source.figures());
      for (Numbers.Figure figure : translated.figures()) {
        if (!removeSame(missing, figure)) {
          extra.add(figure);
        }
      }
      missingWords = less(source.words(), translated.words());
      extraWords = less(translated.words(), source.words());
      missingLoose = less(source.loose(), translated.loose());
      extraLoose = less(translated.loose(), source.loose());
    }

    boolean isNone() {
      return missing.isEmpty()
          && extra.isEmpty()
          && (extraWords.isEmpty() || missingWords.isEmpty() && missingLoose.isEmpty());
    }

    void explain(String from, String to) {
      missing.removeIf(f -> isWord(f, extraWords, extraLoose) || isRoman(f, from, to));
      missing.removeIf(f -> isSpaced(f, to, extra));
      extra.removeIf(f -> isWord(f, missingWords, missingLoose) || isRoman(f, to, from));
      extraWords.removeIf(missingLoose::remove);
      missingWords.removeIf(extraLoose::remove);
      if (CLOCK.matcher(from).find()) {
        clock(this, to.toLowerCase(Locale.ROOT));
      }
      // The 1980s are os anos 80.
      missing.removeIf(
          f ->
              f.after().startsWith("s")
                  && f.text().length() == 4
                  && extra.removeIf(e -> e.text().equals(f.text().substring(2))));
      // "Both" is as good as "two".
      missingLoose.stream().filter(n -> n == 2 || n == 12).forEach(missingWords::add);
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

    private static boolean isWord(Numbers.Figure figure, List<Integer> words, List<Integer> loose) {
      String value = figure.readings().get(0);
      if (value.length() > 4 || !value.chars().allMatch(Character::isDigit)) {
        return false;
      }
      return words.remove(Integer.valueOf(value)) || loose.remove(Integer.valueOf(value));
    }
  }

  /** The 19th century is o século XIX. */
  private static boolean isRoman(Numbers.Figure figure, String own, String other) {
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
  private static boolean isSpaced(Numbers.Figure figure, String to, List<Numbers.Figure> extra) {
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
  private static void clock(Difference difference, String said) {
    difference.missing.removeIf(
        f -> {
          if (f.text().length() > 2) {
            return false;
          }
          int hour = Integer.parseInt(f.text());
          if (hour > 12 && hour != 30) {
            return false;
          }
          String later = Integer.toString((hour + 12) % 24);
          return difference.extra.removeIf(e -> e.text().equals(later))
              || difference.extraWords.remove(Integer.valueOf(hour + 12))
              || f.text().equals("00")
              || hour == 12 && (said.contains("meio-dia") || said.contains("meia-noite"))
              || hour == 30 && said.contains("meia");
        });
    difference.extra.removeIf(
        f ->
            f.text().length() <= 2
                && (f.text().equals("00")
                    || difference.missingWords.remove(
                        Integer.valueOf(Integer.parseInt(f.text()) - 12))));
    difference.extraWords.removeIf(w -> difference.missingWords.remove(Integer.valueOf(w - 12)));
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
