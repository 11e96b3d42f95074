package borboleta.translate.emulator;

import java.util.List;

/**
 * A request, whatever door it came by.
 *
 * @param version 2 or 3
 * @param texts strings to translate
 * @param html whether they are HTML, which both versions take them for when nothing is said
 * @param model as asked for, may be empty
 * @param source language, may be empty
 * @param target language
 * @param parent version 3's project and location; empty for version 2
 * @param glossary name of a glossary to keep to; empty for none
 */
record Asked(
    int version,
    List<String> texts,
    boolean html,
    String model,
    String source,
    String target,
    String parent,
    String glossary) {
  /** Characters as Google bills them: code points, markup and white space included. */
  int codePoints() {
    return texts.stream().mapToInt(t -> t.codePointCount(0, t.length())).sum();
  }
}
