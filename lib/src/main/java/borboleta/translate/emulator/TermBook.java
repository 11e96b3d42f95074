package borboleta.translate.emulator;

import java.util.Comparator;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A glossary as the emulator keeps to one: terms word for word, the rest as it would be anyway. */
final class TermBook {
  private final Map<String, String> terms;
  private final Pattern pattern;

  TermBook(Map<String, String> terms) {
    this.terms = terms;
    this.pattern =
        Pattern.compile(
            terms.keySet().stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "\\b(?:", ")\\b")));
  }

  String translate(String text, UnaryOperator<String> rest) {
    StringBuilder said = new StringBuilder();
    int from = 0;
    for (Matcher term = pattern.matcher(text); term.find(); from = term.end()) {
      said.append(rest.apply(text.substring(from, term.start()))).append(terms.get(term.group()));
    }
    return said.append(rest.apply(text.substring(from))).toString();
  }
}
