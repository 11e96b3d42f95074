package borboleta.text;

/**
 * The source of a Jinja template without the line breaks and indents that belong to its blocks:
 * {@code trim_blocks} and {@code lstrip_blocks} (Jinja, Template Designer Documentation, Whitespace
 * Control). Jinjava's own switch also takes a space between two tags of one line, which Jinja
 * leaves.
 */
final class JinjaSource {
  private final String text;
  private final StringBuilder result = new StringBuilder();
  private int at;

  private JinjaSource(String text) {
    this.text = text;
  }

  static String withoutBlockSpace(String template) {
    String text = template.replace("\r\n", "\n");
    // Jinja drops one line break at the end of a template.
    return new JinjaSource(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text)
        .clean();
  }

  private String clean() {
    while (at < text.length()) {
      if (text.startsWith("{%", at)) {
        block("%}");
      } else if (text.startsWith("{#", at)) {
        block("#}");
      } else if (text.startsWith("{{", at)) {
        int end = end("}}");
        result.append(text, at, end);
        at = end;
      } else {
        result.append(text.charAt(at++));
      }
    }
    return result.toString();
  }

  private void block(String closing) {
    boolean keepBefore = text.startsWith("+", at + 2);
    if (!keepBefore) {
      dropIndent();
    }
    int end = end(closing);
    boolean keepAfter = text.charAt(end - closing.length() - 1) == '+';
    result
        .append(text, at, at + 2)
        .append(text, at + (keepBefore ? 3 : 2), end - closing.length() - (keepAfter ? 1 : 0))
        .append(text, end - closing.length(), end);
    at = !keepAfter && text.startsWith("\n", end) ? end + 1 : end;
  }

  /** Removes what stands before a block if it is space from the line's beginning on. */
  private void dropIndent() {
    int from = result.length();
    int source = at;
    while (from > 0 && source > 0 && " \t".indexOf(text.charAt(source - 1)) >= 0) {
      from--;
      source--;
    }
    if (source == 0 || text.charAt(source - 1) == '\n') {
      result.setLength(from);
    }
  }

  /** Where the tag that begins here ends; a text in quotes may hold the closing mark. */
  private int end(String closing) {
    char quote = 0;
    for (int i = at + 2; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (text.startsWith(closing, i)) {
        return i + closing.length();
      } else if (!closing.equals("#}") && (c == '\'' || c == '"')) {
        quote = c;
      }
    }
    throw new IllegalArgumentException(
        "the chat template opens %s at character %d and never closes it"
            .formatted(text.substring(at, at + 2), at));
  }
}
