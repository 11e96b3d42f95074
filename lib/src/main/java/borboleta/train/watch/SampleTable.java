package borboleta.train.watch;

import static borboleta.data.HtmlText.escape;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fixed pictures with their questions, and what the model answered at each interval. */
public final class SampleTable {
  private static final int MOST_INTERVALS = 8;

  private final RunFolder run;

  private SampleTable(RunFolder run) {
    this.run = run;
  }

  /**
   * Writes a run's samples as one section of HTML; how it looks is the page's.
   *
   * @return nothing where no question was asked
   * @throws IOException if the folder holds no run
   */
  public static String html(Path run) throws IOException {
    return html(RunFolder.read(run));
  }

  static String html(RunFolder run) throws IOException {
    return new SampleTable(run).html();
  }

  private String html() throws IOException {
    List<SampleSet> sets = shown(run.samples());
    if (sets.isEmpty()) {
      return "";
    }
    Map<String, StringBuilder> answers = new LinkedHashMap<>();
    Map<String, SampleSet.Sample> asked = new LinkedHashMap<>();
    for (SampleSet set : sets) {
      for (SampleSet.Sample sample : set.samples()) {
        String key = sample.id() + "\n" + sample.question();
        asked.putIfAbsent(key, sample);
        answers
            .computeIfAbsent(key, k -> new StringBuilder())
            .append("<tr><th>%s</th><td>%s</td></tr>".formatted(name(set), shown(sample)));
      }
    }
    StringBuilder cards = new StringBuilder();
    for (Map.Entry<String, SampleSet.Sample> entry : asked.entrySet()) {
      SampleSet.Sample sample = entry.getValue();
      cards.append(
          "<article>%s<div><p class=\"question\">%s</p><table>%s<tr class=\"reference\"><th>record</th><td>%s</td></tr></table></div></article>\n"
              .formatted(
                  picture(sample),
                  escape(sample.question()),
                  answers.get(entry.getKey()),
                  escape(sample.reference())));
    }
    return "<section><h2>Samples</h2><div class=\"samples\">" + cards + "</div></section>";
  }

  /** The first, the last, and those between them at even distances. */
  private static List<SampleSet> shown(List<SampleSet> all) {
    if (all.size() <= MOST_INTERVALS) {
      return all;
    }
    List<SampleSet> some = new ArrayList<>();
    for (int i = 0; i < MOST_INTERVALS; i++) {
      some.add(all.get((int) Math.round(i * (all.size() - 1.0) / (MOST_INTERVALS - 1))));
    }
    return some;
  }

  private static String name(SampleSet set) {
    return set.step() == 0 ? "before" : "step %,d".formatted(set.step());
  }

  private static String shown(SampleSet.Sample sample) {
    return sample.answer().isEmpty() ? "<em>nothing</em>" : escape(sample.answer());
  }

  private String picture(SampleSet.Sample sample) throws IOException {
    Path folder = SampleSet.folder(run.folder());
    if (sample.picture() == null || !sample.picture().matches("picture-\\d+\\.jpg")) {
      return "";
    }
    Path file = folder.resolve(sample.picture());
    if (!Files.isRegularFile(file)) {
      return "";
    }
    return "<img alt=\"picture of record %s\" src=\"data:image/jpeg;base64,%s\"/>"
        .formatted(
            escape(sample.id()), Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
  }
}
