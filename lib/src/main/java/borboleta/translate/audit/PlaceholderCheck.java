package borboleta.translate.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Row 3 of the audit: the image's placeholder is there as often, and at the same end. */
final class PlaceholderCheck implements Check {
  private static final String PLACEHOLDER = "<image>";
  private static final Pattern TAG = Pattern.compile("<[^<>\\n]{1,20}>");

  @Override
  public String name() {
    return "placeholder";
  }

  @Override
  public String explanation() {
    return "Each value keeps <image> as often and at the same place, first, last or within: without"
        + " it the picture never reaches the model, and training stops or learns to guess.";
  }

  @Override
  public String example() {
    return "<image>\\nWhat is this? became <imagem>\\nO que é isto?";
  }

  @Override
  public void check(Pair pair, Faults faults) {
    for (Pair.TurnPair turn : pair.texts()) {
      String expected = places(turn.sourceValue());
      String found = places(turn.translatedValue());
      if (!expected.equals(found)) {
        faults.add(turn.where(), expected, found + lookalike(turn));
      }
    }
  }

  private static String places(String value) {
    StringBuilder places = new StringBuilder();
    int at = value.indexOf(PLACEHOLDER);
    while (at >= 0) {
      int end = at + PLACEHOLDER.length();
      String place =
          value.substring(0, at).isBlank()
              ? "first"
              : value.substring(end).isBlank() ? "last" : "within";
      places.append(places.isEmpty() ? "" : ", ").append("<image> ").append(place);
      at = value.indexOf(PLACEHOLDER, end);
    }
    return places.isEmpty() ? "no <image>" : places.toString();
  }

  /** Names what probably was the placeholder: a tag that the source has not. */
  private static String lookalike(Pair.TurnPair turn) {
    Matcher tag = TAG.matcher(turn.translatedValue());
    while (tag.find()) {
      if (!turn.sourceValue().contains(tag.group())) {
        return ", but " + tag.group();
      }
    }
    return "";
  }
}
