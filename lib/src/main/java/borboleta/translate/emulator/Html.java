package borboleta.translate.emulator;

/** What happens to a text that is sent as HTML: line breaks become blanks, marks entities. */
final class Html {
  private Html() {}

  /** As the service takes a text in. */
  static String taken(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }

  /** As the service gives it back. */
  static String given(String text) {
    return text.replaceAll("&(?!#?\\w{1,8};)", "&amp;")
        .replace("'", "&#39;")
        .replace("\"", "&quot;");
  }
}
