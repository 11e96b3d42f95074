package borboleta.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSummaryTests {
  private static final String RECORDS =
      """
      [{"id":"1","image":"1.png","conversations":[
        {"from":"human","value":"<image>\\nWhat is it?"},{"from":"gpt","value":"The cat's hat, in 2 words."},
        {"from":"human","value":"What is it?"},{"from":"gpt","value":"a Hat"}]},
       {"id":"2","image":["1.png","2.png"],"conversations":[
        {"from":"human","value":"Where?\\n<image>"},{"from":"gpt","value":"a hat"}]},
       {"id":"3","conversations":[{"from":"human","value":"Why?"},{"from":"gpt","value":"a Hat"}]}]
      """;

  @TempDir private Path folder;

  @Test
  void everythingIsCountedOnce() throws IOException {
    Path file = folder.resolve("records.json");
    Files.writeString(file, RECORDS);
    DataSummary summary = DataSummary.of(file);
    assertEquals("records.json", summary.file());
    assertEquals(Files.size(file), summary.bytes());
    assertEquals(3, summary.records());
    assertEquals(Map.of(0, 1L, 1, 1L, 2, 1L), summary.pictures());
    assertEquals(2, summary.differentPictures());
    // what is it where why the cat's hat in 2 words a
    assertEquals(12, summary.vocabulary());
    assertEquals(4, summary.questions().texts());
    // The placeholder makes no question different.
    assertEquals(3, summary.questions().different());
    assertEquals(0.25, summary.questions().repeated());
    DataSummary.Tally answers = summary.answers();
    assertEquals(Map.of(2, 3L, 6, 1L), answers.lengths());
    assertEquals(12, answers.words());
    assertEquals(3, answers.meanWords());
    assertEquals(2, answers.quantile(0.5));
    assertEquals(2, answers.quantile(0.75));
    assertEquals(6, answers.quantile(0.76));
    assertEquals(3, answers.different());
  }

  @Test
  void fileCutOffIsOneSentence() throws IOException {
    Path file = folder.resolve("records.json");
    Files.writeString(file, RECORDS.substring(0, 200));
    assertThrows(IOException.class, () -> DataSummary.of(file));
  }
}
