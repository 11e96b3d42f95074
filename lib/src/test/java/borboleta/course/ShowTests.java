package borboleta.course;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.Progress;
import borboleta.translate.GoogleSettings;
import borboleta.translate.GoogleTranslationClient;
import borboleta.translate.audit.Audit;
import borboleta.translate.audit.AuditReport;
import borboleta.translate.emulator.Emulator;
import borboleta.translate.emulator.WordForWord;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the weeks of translation show. */
class ShowTests {
  private static final String RECORD =
      "[{\"id\":\"1\",\"conversations\":[{\"from\":\"human\",\"value\":\"%s\"}]}]";

  @TempDir private Path folder;

  @Test
  void protectionShowsWhatIsSentAndWhatStays() throws IOException {
    try (Emulator emulator = Emulator.start(Emulator.Settings.of(new WordForWord()));
        GoogleTranslationClient client =
            new GoogleTranslationClient(
                GoogleSettings.cloud("t").withEndpoint(emulator.grpcEndpoint()))) {
      String html = ProtectedHtml.of(List.of("<image>\n(A) the red cat", "42"), client);
      assertTrue(html.contains("&lt;image&gt;\\n<br>(A) </code>"), html);
      assertTrue(html.contains("border-radius:3px\">the red cat</span>"), html);
      assertTrue(html.contains("&lt;image&gt;\\n<br>(A) o vermelho gato"), html);
      assertTrue(html.contains(">nothing</td>"), html);
      assertEquals("the red cat".length(), emulator.counts().characters());
    }
  }

  @Test
  void worstRecordsStandSideBySideWithWhatIsWrongMarked() throws IOException {
    Path source = folder.resolve("en.json");
    Path translated = folder.resolve("pt.json");
    Files.writeString(source, RECORD.formatted("<image>\\nThere are 12 dogs."));
    Files.writeString(translated, RECORD.formatted("<imagem>\\nHá 13 cães."));
    AuditReport report = Audit.run(source, translated);
    String html = SideBySide.worst(report, 5);
    assertTrue(html.contains("<mark>&lt;image&gt;</mark>"), html);
    assertTrue(html.contains("<mark>&lt;imagem&gt;</mark>"), html);
    assertTrue(html.contains("<mark>12</mark>"), html);
    assertTrue(html.contains("placeholder, turn 1, value: expected"), html);
    assertEquals("", SideBySide.worst(report, 0));
    assertFalse(html.contains("<imagem>"), "a file's text is no markup");
  }

  @Test
  void traceKeepsEachPointAndPassesItOn() {
    long[] now = {0};
    long[] heard = {0};
    Progress shown = (done, total, unit) -> heard[0] = done;
    RunTrace trace = new RunTrace(shown, () -> now[0]);
    now[0] = 2_000_000_000L;
    trace.update(3_000, 9_000, "characters");
    assertEquals(3_000, heard[0]);
    assertArrayEquals(new double[] {0, 2}, trace.thousands()[0]);
    assertArrayEquals(new double[] {0, 3}, trace.thousands()[1]);
  }

  @Test
  void groupsRefuseWhatCannotBeABar() {
    BufferedImage chart =
        Charts.groups("t", "x", Map.of("a", Map.of("one", 1, "two", 2), "b", Map.of("one", 0)));
    assertEquals(960, chart.getWidth());
    assertThrows(
        IllegalArgumentException.class,
        () -> Charts.groups("t", "x", Map.of("a", Map.of("one", -1))));
    assertThrows(
        IllegalArgumentException.class,
        () -> Charts.groups("t", "x", Map.of("a", Map.of("one", 0))));
  }

  @Test
  void filesOfLlavaAreReckonedUntilOneLiesHere() throws IOException {
    Workspace workspace = new Workspace(folder);
    assertTrue(LlavaPart.DETAIL_23K.here(workspace).isEmpty());
    Path file = workspace.llava().resolve("detail_23k.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "[]");
    assertEquals(file, LlavaPart.DETAIL_23K.here(workspace).orElseThrow());
    double three = 0;
    for (LlavaPart part :
        List.of(
            LlavaPart.CONVERSATION_58K, LlavaPart.DETAIL_23K, LlavaPart.COMPLEX_REASONING_77K)) {
      three += part.atLeast().estimate().newCharacters();
    }
    assertEquals(150e6, three, 3);
    assertEquals(
        "3,038 to 3,849", LlavaPart.LLAVA_INSTRUCT_150K.span(quote -> quote.prices().get("nmt")));
  }
}
