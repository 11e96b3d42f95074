package borboleta.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.hub.TinyModel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTests {
  private static final String BASE = "../models/tiny-base";
  private static final String REQUEST = "Describe the picture.";

  @TempDir private Path folder;

  private final StringWriter err = new StringWriter();

  @Test
  void streamAndJsonSayWhatThePlainAnswerSays() throws IOException {
    String plain = run(BASE, REQUEST).strip();
    assertTrue(plain.length() > 10, plain);
    assertEquals(plain, run(BASE, REQUEST, "--stream").strip());
    JsonNode json = new ObjectMapper().readTree(run(BASE, REQUEST, "--json"));
    assertEquals(plain, json.path("answer").asText());
    assertEquals("end", json.path("finish").asText());
    assertEquals(plain, run(BASE, REQUEST, "--temperature", "0").strip());
  }

  @Test
  void oneSeedDrawsOneAnswer() {
    String first = run(BASE, REQUEST, "--temperature", "3", "--seed", "5");
    assertEquals(first, run(BASE, REQUEST, "--temperature", "3", "--seed", "5"));
    assertNotEquals(first, run(BASE, REQUEST, "--temperature", "3", "--seed", "6"));
  }

  @Test
  void stopStringEndsTheAnswer() throws IOException {
    String plain = run(BASE, REQUEST).strip();
    String word = plain.split(" ")[2];
    JsonNode json = new ObjectMapper().readTree(run(BASE, REQUEST, "--stop", word, "--json"));
    assertEquals("stop", json.path("finish").asText());
    assertEquals(plain.substring(0, plain.indexOf(word)).strip(), json.path("answer").asText());
  }

  @Test
  void modelOfWordsAnswersWithoutAPictureAlone() throws IOException {
    Path llama = folder.resolve("llama");
    TinyModel.writeLlama(llama);
    String one = run(llama.toString(), "What is red?", "--max-new-tokens", "5").strip();
    String more = run(llama.toString(), "What is red?", "--max-new-tokens", "9").strip();
    assertTrue(one.length() > 2 && more.startsWith(one), one + " | " + more);
    Path picture = folder.resolve("picture.png");
    ImageIO.write(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
    StringWriter out = new StringWriter();
    assertEquals(1, execute(out, llama.toString(), "What?", "--image", picture.toString()));
    assertTrue(err.toString().contains("leave the pictures out"), err.toString());
    assertEquals("", out.toString());
  }

  @Test
  void valuesThatCannotBeMeantAreRefused() {
    assertEquals(1, execute(new StringWriter(), BASE, REQUEST, "--top-p", "2"));
    assertTrue(err.toString().contains("top_p is 2.0"), err.toString());
    assertEquals(1, execute(new StringWriter(), BASE, REQUEST, "--beams", "2", "--top-k", "3"));
    assertTrue(err.toString().contains("not both"), err.toString());
  }

  private String run(String... arguments) {
    StringWriter out = new StringWriter();
    assertEquals(0, execute(out, arguments), err.toString());
    return out.toString();
  }

  private int execute(StringWriter out, String... arguments) {
    String[] all =
        Stream.concat(Stream.of("generate"), Stream.of(arguments)).toArray(String[]::new);
    return Borboleta.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all);
  }
}
