package borboleta.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LlavaFileTests {
  @TempDir Path folder;

  private static LlavaRecord record(String id, String image) {
    return new LlavaRecord(
        id,
        image,
        List.of(new Turn("human", "<image>\nO que há?"), new Turn("gpt", "um \"pão\" 🥖")));
  }

  @Test
  void writtenRecordsAreReadBackWithTheirZerosAndAccents() throws IOException {
    List<LlavaRecord> records =
        List.of(record("000000000012", "000000000012.png"), record("007", null));
    Path file = folder.resolve("new folder/train.json");
    LlavaFile.write(file, records);
    assertEquals(records, LlavaFile.read(file));
  }

  @Test
  void keysThatLlavaDoesNotKnowAreIgnored() throws IOException {
    Path file =
        text("[{'id':'a','model':'x','conversations':[{'from':'human','value':'v','n':1}]}]");
    assertEquals(
        List.of(new LlavaRecord("a", null, List.of(new Turn("human", "v")))), LlavaFile.read(file));
  }

  @Test
  void fileThatIsCutOffIsNamedWithItsLine() throws IOException {
    LlavaFile.write(
        folder.resolve("train.json"), List.of(record("a", "a.png"), record("b", "b.png")));
    String whole = Files.readString(folder.resolve("train.json"));
    Path cut =
        Files.writeString(folder.resolve("cut.json"), whole.substring(0, whole.length() - 40));
    assertEquals(
        "%s is cut off or damaged at line %d, after 1 whole records; make or copy it again"
            .formatted(cut, Files.readAllLines(cut).size()),
        failure(cut));
  }

  @Test
  void fileThatEndsAfterAWholeRecordIsCutOffToo() throws IOException {
    assertTrue(
        failure(text("[{'id':'a','conversations':[{'from':'human','value':'v'}]},"))
            .contains("is cut off or damaged at line 1, after 1 whole records"));
  }

  @Test
  void recordWithoutConversationsIsNamed() throws IOException {
    Path file = text("[{'id':'a','conversations':[{'from':'human','value':'v'}]},{'id':'0012'}]");
    assertEquals(
        file + ", record 2 (id \"0012\") has no conversations; each record needs at least one turn",
        failure(file));
  }

  @Test
  void idThatBecameANumberIsRefused() throws IOException {
    Path file = text("[{'id':12,'conversations':[{'from':'human','value':'v'}]}]");
    assertTrue(failure(file).contains("record 1 (id 12): the id must be a string"), failure(file));
  }

  @Test
  void turnWithoutValueIsNamed() throws IOException {
    Path file = text("[{'id':'a','conversations':[{'from':'human'}]}]");
    assertTrue(failure(file).contains("record 1 (id \"a\"), turn 1"), failure(file));
  }

  @Test
  void objectInPlaceOfTheArrayIsNamed() throws IOException {
    assertTrue(failure(text("{'id':'a'}")).contains("does not begin with an array"));
  }

  @Test
  void missingFileIsNamed() {
    Path file = folder.resolve("none.json");
    assertEquals("there is no file of records at " + file, failure(file));
  }

  private Path text(String json) throws IOException {
    return Files.writeString(folder.resolve("file.json"), json.replace('\'', '"'));
  }

  private static String failure(Path file) {
    return assertThrows(IOException.class, () -> LlavaFile.read(file)).getMessage();
  }
}
