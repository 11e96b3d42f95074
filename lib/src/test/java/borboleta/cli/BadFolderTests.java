package borboleta.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.hub.Fault;
import borboleta.hub.TinyModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken model folders at the shell: one sentence, and an exit code that is not 0. */
class BadFolderTests {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private static void write(String architecture, Path place) throws IOException {
    switch (architecture) {
      case "llava" -> TinyModel.write(place);
      case "llama" -> TinyModel.writeLlama(place);
      default -> TinyModel.writeGolden(architecture, place);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"llava", "llama", "gpt2", "t5", "mamba"})
  void everyFaultOfAModelThatWritesIsOneSentence(String architecture) throws IOException {
    for (Fault fault : Fault.values()) {
      Path place = folder.resolve(fault.name());
      write(architecture, place);
      fault.apply(place);
      assertEquals(1, execute("generate", place.toString(), "abc"), fault.name());
      String sentence = sentence("borboleta generate: ");
      assertTrue(sentence.contains(fault.because()), fault + ": " + sentence);
      assertTrue(sentence.contains(place.toString()), fault + ": " + sentence);
      assertEquals("", out.toString(), fault.name());
    }
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "FEW_TOKENS")
  void everyFaultOfAClassifierIsOneSentence(Fault fault) throws IOException {
    Path golden = Path.of("src/test/resources/goldens/a/vit");
    TinyModel.writeGolden("vit", folder);
    Files.copy(golden.resolve("case.json"), folder.resolve("case.json"));
    Files.copy(golden.resolve("case.safetensors"), folder.resolve("case.safetensors"));
    assertEquals(0, execute("parity", folder.toString()), out.toString());
    fault.apply(folder);
    assertEquals(1, execute("parity", folder.toString()));
    assertTrue(out.toString().contains("FAILED"), out.toString());
    assertTrue(out.toString().contains(fault.because()), out.toString());
    assertEquals(1, out.toString().strip().lines().count(), out.toString());
  }

  @Test
  void settingsThatNoTowerHasAreRefused() throws IOException {
    TinyModel.write(folder);
    Path config = folder.resolve("config.json");
    String whole = Files.readString(config);
    setting(whole, "vision_feature_layer", "7", "the tower's hidden states are 0 to 2");
    setting(whole, "vision_feature_layer", "-4", "the tower's hidden states are 0 to 2");
    setting(whole, "vision_feature_layer", "[-2, -1]", "it has to be a number");
    setting(whole, "image_token_index", "-5", "it has to be a whole number from 0 on");
    setting(whole, "patch_size", "0", "it has to be a whole number from 1 on");
    setting(whole, "rope_theta", "0", "theta is above 0");
    setting(whole, "num_hidden_layers", "90000000", "lacks more than 1,000 tensors");
    setting(whole, "hidden_size", "2000000000", "100,000,000 is the most");
  }

  private void setting(String config, String key, String value, String because) throws IOException {
    String changed = config.replaceFirst("(\"%s\" : )[^,\n]+".formatted(key), "$1" + value);
    assertFalse(changed.equals(config), key);
    Files.writeString(folder.resolve("config.json"), changed);
    assertEquals(1, execute("generate", folder.toString(), "abc"), key);
    String sentence = sentence("borboleta generate: ");
    assertTrue(sentence.contains(because), sentence);
  }

  @Test
  void cacheBeyondTheMachinesMemoryIsRefusedBeforeItIsMade() throws IOException {
    TinyModel.writeGolden("t5", folder);
    assertEquals(
        1, execute("generate", folder.toString(), "abc", "--max-new-tokens", "2000000000"));
    assertTrue(sentence("borboleta generate: ").contains("MB of keys and values"));
  }

  private int execute(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Borboleta.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  /** What stands on stderr, which is one line without a stack trace. */
  private String sentence(String begin) {
    String text = err.toString().strip();
    assertTrue(text.startsWith(begin), text);
    assertEquals(1, text.lines().count(), text);
    assertFalse(text.contains("fault of its own"), text);
    return text;
  }
}
