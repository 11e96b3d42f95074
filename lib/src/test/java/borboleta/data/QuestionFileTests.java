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

class QuestionFileTests {
  @TempDir Path folder;

  @Test
  void writtenQuestionsAreReadBackAndHaveLlavasKeys() throws IOException {
    Path file = folder.resolve("questions.jsonl");
    List<EvalQuestion> questions =
        List.of(
            new EvalQuestion(
                "0007", "0007.png", Kind.WHERE, "Onde está o avião?", "embaixo à direita"));
    QuestionFile.write(file, questions);
    assertEquals(questions, QuestionFile.read(file));
    assertEquals(
        "{\"question_id\":\"0007\",\"image\":\"0007.png\",\"text\":\"Onde está o avião?\",\"category\":\"where\","
            + "\"answer\":\"embaixo à direita\"}\n",
        Files.readString(file));
  }

  @Test
  void writtenCaptionsAreReadBack() throws IOException {
    Path file = folder.resolve("captions.jsonl");
    List<EvalCaption> captions =
        List.of(new EvalCaption("0007", "0007.png", "Descreva.", "Um pão."));
    CaptionFile.write(file, captions);
    assertEquals(captions, CaptionFile.read(file));
  }

  @Test
  void damagedLineIsNamed() throws IOException {
    Path file = folder.resolve("questions.jsonl");
    QuestionFile.write(file, List.of(new EvalQuestion("1", "1.png", Kind.COUNT, "?", "2")));
    Files.writeString(file, Files.readString(file) + "{\"question_id\": \"2\", ");
    IOException e = assertThrows(IOException.class, () -> QuestionFile.read(file));
    assertTrue(e.getMessage().contains("questions.jsonl, line 2 is cut off"), e.getMessage());
  }

  @Test
  void unknownKindIsNamed() throws IOException {
    Path file = folder.resolve("questions.jsonl");
    QuestionFile.write(file, List.of(new EvalQuestion("1", "1.png", Kind.COUNT, "?", "2")));
    Files.writeString(file, Files.readString(file).replace("count", "taste"));
    IOException e = assertThrows(IOException.class, () -> QuestionFile.read(file));
    assertTrue(e.getMessage().contains("\"taste\" is no kind of question"), e.getMessage());
  }
}
