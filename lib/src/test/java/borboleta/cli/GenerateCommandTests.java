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
import java.util.List;
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
  void everyArchitectureThatWritesAnswers() throws IOException {
    for (String name : List.of("gpt2", "t5", "mamba")) {
      Path model = folder.resolve(name);
      TinyModel.writeGolden(name, model);
      String[] asked = {model.toString(), "abc", "--max-new-tokens", "9", "--json"};
      assertEquals(9, new ObjectMapper().readTree(run(asked)).path("tokens").asInt(), name);
    }
    Path vit = folder.resolve("vit");
    TinyModel.writeGolden("vit", vit);
    refused("vit\"; models that write are gpt2, llama, llava, mamba and t5", vit.toString(), "abc");
  }

  @Test
  void severalQuestionsAreAnsweredInTheirOrder() throws IOException {
    Path model = folder.resolve("gpt2");
    TinyModel.writeGolden("gpt2", model);
    String[] options = {"--repetition-penalty", "1.8", "--max-new-tokens", "8", "--json"};
    String one = run(with(options, model.toString(), "abc"));
    String other = run(with(options, model.toString(), "--prompt", "-x y"));
    assertNotEquals(one, other);
    assertEquals(one + other, run(with(options, model.toString(), "abc", "--prompt", "-x y")));
    assertEquals(2, execute(new StringWriter(), model.toString(), "a", "b", "--stream"));
    assertTrue(err.toString().contains("--stream shows one answer, and there are 2"));
    assertEquals(2, execute(new StringWriter(), model.toString()));
    assertTrue(err.toString().contains("no question was asked"), err.toString());
  }

  private static String[] with(String[] options, String... more) {
    return Stream.concat(Stream.of(more), Stream.of(options)).toArray(String[]::new);
  }

  @Test
  void templateAndRatioAreChosenByName() throws IOException {
    Path picture = folder.resolve("wide.png");
    BufferedImage wide = new BufferedImage(90, 30, BufferedImage.TYPE_INT_RGB);
    wide.createGraphics().fillRect(0, 0, 30, 30);
    ImageIO.write(wide, "png", picture.toFile());
    String usual = run(BASE, REQUEST, "--image", picture.toString());
    assertEquals(
        usual, run(BASE, REQUEST, "--image", picture.toString(), "--template", "llava_hf"));
    assertEquals(
        usual, run(BASE, REQUEST, "--image", picture.toString(), "--image-aspect-ratio", "pad"));
    assertNotEquals(
        usual, run(BASE, REQUEST, "--image", picture.toString(), "--image-aspect-ratio", "square"));
    assertNotEquals(usual, run(BASE, REQUEST, "--image", picture.toString(), "--template", "none"));
    refused("has no chat template in", BASE, REQUEST, "--template", "folder");
    refused("no place for the question \"Describe the", BASE, REQUEST, "--template", "plain");
    assertEquals(2, execute(new StringWriter(), BASE, REQUEST, "--template", "v1"));
    assertTrue(err.toString().contains("expected one of [VICUNA_V1"), err.toString());
    Path llama = folder.resolve("llama");
    TinyModel.writeLlama(llama);
    refused("reads no pictures", llama.toString(), "What?", "--image-aspect-ratio", "pad");
  }

  @Test
  void weightsOfFewerBitsAnswer() throws IOException {
    String whole = run(BASE, REQUEST);
    for (String type : List.of("bf16", "int8", "int4")) {
      assertTrue(run(BASE, REQUEST, "--dtype", type).length() > 10, type);
    }
    assertEquals(whole, run(BASE, REQUEST, "--dtype", "FP32"));
    Path model = folder.resolve("gpt2");
    TinyModel.writeGolden("gpt2", model);
    assertTrue(run(model.toString(), "abc", "--dtype", "bf16").length() > 1);
    refused(
        "a gpt2 is not held in int8; take fp32 or bf16", model.toString(), "a", "--dtype", "int8");
  }

  private void refused(String because, String... arguments) {
    StringWriter out = new StringWriter();
    err.getBuffer().setLength(0);
    assertEquals(1, execute(out, arguments));
    assertTrue(err.toString().contains(because), err.toString());
    assertEquals("", out.toString());
  }

  @Test
  void valuesThatCannotBeMeantAreRefused() {
    assertEquals(1, execute(new StringWriter(), BASE, REQUEST, "--top-p", "2"));
    assertTrue(err.toString().contains("top_p is 2.0"), err.toString());
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
