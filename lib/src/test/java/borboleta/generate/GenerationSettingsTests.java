package borboleta.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationSettingsTests {
  @TempDir Path folder;

  @Test
  void folderSaysHowItsModelAnswers() throws IOException {
    assertEquals(GenerationSettings.GREEDY, GenerationSettings.read(folder));
    GenerationSettings read =
        read(
            """
            {"do_sample": true, "temperature": 0.6, "top_p": 0.9, "max_new_tokens": 7,
             "eos_token_id": [2, 9], "repetition_penalty": 1.1, "length_penalty": 0.5,
             "stop_strings": ["###", "USER:"], "early_stopping": true}""");
    GenerationSettings expected =
        GenerationSettings.GREEDY.with(
            s ->
                s.doSample(true)
                    .temperature(0.6)
                    .topP(0.9)
                    .maxNewTokens(7)
                    .eosTokenIds(List.of(2, 9))
                    .repetitionPenalty(1.1)
                    .lengthPenalty(0.5)
                    .stopStrings(List.of("###", "USER:"))
                    .earlyStopping(true));
    assertEquals(expected, read);
    assertFalse(read("{\"do_sample\": true, \"temperature\": 0}").doSample());
    assertEquals(List.of("x"), read("{\"stop_strings\": \"x\"}").stopStrings());
  }

  @Test
  void ruleThatIsNotKnownIsRefused() {
    IOException e = assertThrows(IOException.class, () -> read("{\"early_stopping\": \"never\"}"));
    assertTrue(e.getMessage().contains("early_stopping \"never\"; known are"), e.getMessage());
  }

  @Test
  void valuesOutsideTheirRangeAreRefusedByName() {
    refused("max_new_tokens is 0; it has to be 1 or more", s -> s.maxNewTokens(0));
    refused("temperature is 0.0; it has to be above 0", s -> s.temperature(0));
    refused("temperature is NaN", s -> s.temperature(Double.NaN));
    refused("top_k is -1", s -> s.topK(-1));
    refused("top_p is 1.5; it has to be above 0, 1 at most", s -> s.topP(1.5));
    refused("repetition_penalty is 0.0", s -> s.repetitionPenalty(0));
    refused("num_beams is 0", s -> s.numBeams(0));
    refused("length_penalty is Infinity", s -> s.lengthPenalty(Double.POSITIVE_INFINITY));
    refused("stop string is empty", s -> s.stopStrings(List.of("a", "")));
  }

  private GenerationSettings read(String json) throws IOException {
    Files.writeString(folder.resolve("generation_config.json"), json);
    return GenerationSettings.read(folder);
  }

  private static void refused(String because, UnaryOperator<GenerationSettings.Changes> change) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> GenerationSettings.GREEDY.with(change))
            .getMessage();
    assertTrue(message.contains(because), message);
  }
}
