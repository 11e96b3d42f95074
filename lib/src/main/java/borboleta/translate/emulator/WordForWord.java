package borboleta.translate.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Says any English text in something like Portuguese, word for word: common words by a small table,
 * the others as they are. It is no translation, but it has one's length, keeps what a translation
 * keeps, and is fast: for tests at full size.
 */
public final class WordForWord implements Phrasebook {
  private final Map<String, String> words = new HashMap<>();

  /** Reads the table of the kit. */
  public WordForWord() {
    try (BufferedReader table =
        new BufferedReader(
            new InputStreamReader(
                WordForWord.class.getResourceAsStream("words.tsv"), StandardCharsets.UTF_8))) {
      table.lines().map(line -> line.split("\t")).forEach(pair -> words.put(pair[0], pair[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return "word-for-word";
  }

  @Override
  public Optional<String> say(String line) {
    StringBuilder said = new StringBuilder(line.length() + line.length() / 4 + 8);
    int length = line.length();
    for (int i = 0; i < length; ) {
      int end = i;
      while (end < length && isLetter(line.charAt(end))) {
        end++;
      }
      if (end > i) {
        say(line.substring(i, end), said);
        i = end;
      } else {
        said.append(line.charAt(i++));
      }
    }
    return Optional.of(said.toString());
  }

  private void say(String word, StringBuilder said) {
    String known = words.get(word);
    if (known != null) {
      said.append(known);
      return;
    }
    char first = word.charAt(0);
    if (first >= 'A' && first <= 'Z') {
      known = words.get((char) (first + 32) + word.substring(1));
      if (known != null) {
        said.append(Character.toUpperCase(known.charAt(0))).append(known, 1, known.length());
        return;
      }
    }
    said.append(word);
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c > 127 && Character.isLetter(c));
  }
}
