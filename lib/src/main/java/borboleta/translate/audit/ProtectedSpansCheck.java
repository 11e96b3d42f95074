package borboleta.translate.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Row 7 of the audit: code, LaTeX, addresses, file names and tags are the same, byte for byte. */
final class ProtectedSpansCheck implements Check {
  @Override
  public String name() {
    return "protected-spans";
  }

  @Override
  public String explanation() {
    return "Code, LaTeX, addresses, file names and tags stay as they are: an engine translates"
        + " print, puts spaces into an address and a comma into a formula.";
  }

  @Override
  public String example() {
    return "`print(x)` became `imprimir(x)`";
  }

  @Override
  public void check(Pair pair, Faults faults) {
    for (Pair.TurnPair turn : pair.texts()) {
      String source = turn.sourceValue();
      String translated = turn.translatedValue();
      List<String> spans = Spans.of(source);
      if (spans.isEmpty()) {
        continue;
      }
      Map<String, Integer> missing = new LinkedHashMap<>();
      for (String span : spans) {
        int lost = Spans.count(source, span) - Spans.count(translated, span);
        if (lost > 0) {
          missing.put(span, lost);
        }
      }
      if (!missing.isEmpty()) {
        List<String> news = Spans.of(translated);
        news.removeAll(spans);
        faults.add(
            turn.where(),
            String.join("  ", missing.keySet()),
            news.isEmpty() ? "not there" : String.join("  ", news));
      }
    }
  }
}
