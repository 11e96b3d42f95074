package borboleta.translate.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Translates a text by a phrasebook: line by line, and a line whole or by its sentences. */
final class Lines {
  private static final String PLACEHOLDER = "<image>";
  private static final String BROKEN = "<imagem>";
  private static final Pattern LINE = Pattern.compile("[^\\r\\n]+");
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.?!]) +");

  /** A text, the model that answers for it, and whether all of it was known. */
  record Answer(String text, String model, boolean known) {}

  private final Phrasebook phrasebook;

  Lines(Phrasebook phrasebook) {
    this.phrasebook = phrasebook;
  }

  /**
   * Translates a text; one with a line that is not known comes back as it was.
   *
   * @param breakPlaceholder whether {@code <image>} comes back as {@code <imagem>}
   */
  Answer say(String text, boolean breakPlaceholder) {
    Answer answer = translate(text);
    return breakPlaceholder
        ? new Answer(answer.text().replace(PLACEHOLDER, BROKEN), answer.model(), answer.known())
        : answer;
  }

  private Answer translate(String text) {
    StringBuilder out = new StringBuilder();
    Matcher line = LINE.matcher(text);
    while (line.find()) {
      Optional<String> said = line(line.group());
      if (said.isEmpty()) {
        return new Answer(text, phrasebook.name() + "/unchanged", false);
      }
      line.appendReplacement(out, Matcher.quoteReplacement(said.get()));
    }
    line.appendTail(out);
    return new Answer(out.toString(), phrasebook.name(), true);
  }

  private Optional<String> line(String line) {
    if (line.strip().equals(PLACEHOLDER)) {
      return Optional.of(line);
    }
    Optional<String> whole = phrasebook.say(line);
    if (whole.isPresent()) {
      return whole;
    }
    List<String> sentences = new ArrayList<>();
    for (String sentence : SENTENCE_END.split(line)) {
      Optional<String> said = phrasebook.say(sentence);
      if (said.isEmpty()) {
        return Optional.empty();
      }
      sentences.add(said.get());
    }
    return Optional.of(String.join(" ", sentences));
  }
}
