package borboleta.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.image.ProcessorConfig;
import borboleta.image.ProcessorConfig.Size;
import borboleta.image.Resampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code preprocessor_config.json} and {@code generation_config.json}. */
class SettingsFilesTests {
  @TempDir Path folder;

  private ProcessorConfig processor(String json) throws IOException {
    Files.writeString(folder.resolve("preprocessor_config.json"), json);
    return PreprocessorFile.read(folder);
  }

  private GenerationConfig generation(String json) throws IOException {
    Files.writeString(folder.resolve("generation_config.json"), json);
    return GenerationConfig.read(folder);
  }

  private void refused(String json, String because) {
    IOException e = assertThrows(IOException.class, () -> processor(json));
    assertTrue(e.getMessage().contains(because), e.getMessage());
  }

  @Test
  void clipProcessorScalesTheShortestEdgeAndCrops() throws IOException {
    ProcessorConfig config =
        processor(
            """
            {"image_processor_type": "CLIPImageProcessor", "size": {"shortest_edge": 336},
             "crop_size": {"height": 330, "width": 336}, "resample": 3,
             "image_mean": [0.1, 0.2, 0.3]}""");
    assertEquals(new Size(336, 672), config.resize().of(100, 200));
    assertEquals(new Size(336, 330), config.crop());
    assertEquals(Resampler.BICUBIC, config.resampler());
    assertEquals(List.of(0.1, 0.2, 0.3), config.mean());
    assertEquals(0.26862954, config.std().get(0));
  }

  @Test
  void oldFilesGiveOneNumberForASize() throws IOException {
    ProcessorConfig clip =
        processor(
            "{\"feature_extractor_type\":\"CLIPFeatureExtractor\",\"size\":56,\"crop_size\":56}");
    assertEquals(new Size(56, 112), clip.resize().of(10, 20));
    assertEquals(new Size(56, 56), clip.crop());
    ProcessorConfig vit =
        processor("{\"feature_extractor_type\":\"ViTFeatureExtractor\",\"size\":56}");
    assertEquals(new Size(56, 56), vit.resize().of(10, 20));
  }

  @Test
  void vitProcessorNeitherCropsNorKeepsProportions() throws IOException {
    ProcessorConfig config = processor("{\"image_processor_type\": \"ViTImageProcessorFast\"}");
    assertNull(config.crop());
    assertEquals(new Size(224, 224), config.resize().of(10, 20));
    assertEquals(Resampler.BILINEAR, config.resampler());
    assertEquals(List.of(0.5, 0.5, 0.5), config.mean());
  }

  @Test
  void stepsThatAreSwitchedOffAreLeftOut() throws IOException {
    ProcessorConfig config =
        processor(
            """
            {"do_resize": false, "do_center_crop": false, "do_rescale": false,
             "do_normalize": false, "do_pad": true}""");
    assertNull(config.resize());
    assertNull(config.crop());
    assertEquals(1, config.rescaleFactor());
    assertEquals(List.of(1.0, 1.0, 1.0), config.std());
    assertTrue(config.padToSquare());
  }

  @Test
  void processorThatIsNotKnownIsRefused() {
    refused("{\"image_processor_type\": \"Qwen2VLImageProcessor\"}", "for a Qwen2VL processor");
    refused("{\"resample\": 1}", "resample 1");
    refused("{\"size\": {\"longest_edge\": 9}}", "known are shortest_edge");
    refused("{\"crop_size\": 0}", "crop_size 0");
    refused("{\"image_std\": [1]}", "three numbers");
    refused("[1]", "no JSON object");
  }

  @Test
  void generationConfigIsReadWithItsDefaults() throws IOException {
    assertEquals(50, GenerationConfig.read(folder).topK());
    GenerationConfig config =
        generation("{\"do_sample\": true, \"temperature\": 0.2, \"eos_token_id\": [2, 7]}");
    assertTrue(config.doSample());
    assertEquals(0.2, config.temperature());
    assertEquals(List.of(2, 7), config.eosTokenIds());
    assertEquals(-1, config.padTokenId());
    assertEquals(List.of(3), generation("{\"eos_token_id\": 3}").eosTokenIds());
  }

  @Test
  void generationConfigThatCannotBeMeantIsRefused() {
    unsaid("{\"top_p\": 0}", "generation_config.json has top_p 0; it has to be above 0");
    unsaid("{\"temperature\": \"warm\"}", "temperature \"warm\"; it has to be a number");
    unsaid("{\"do_sample\": 1}", "do_sample 1; it has to be true or false");
    unsaid("{\"num_beams\": 0}", "num_beams 0; it has to be a whole number from 1 on");
    unsaid("{\"eos_token_id\": [\"</s>\"]}", "eos_token_id [\"</s>\"]; it has to be a token's id");
    unsaid("{\"stop_strings\": [3]}", "stop_strings [3]; it has to be a text");
  }

  @Test
  void ruleThatWouldChangeTheAnswersAndIsNotDoneIsRefused() throws IOException {
    unsaid("{\"no_repeat_ngram_size\": 3}", "no_repeat_ngram_size 3; this rule is not done here");
    unsaid("{\"suppress_tokens\": [3]}", "suppress_tokens [3]; this rule is not done here");
    unsaid("{\"forced_bos_token_id\": 5}", "forced_bos_token_id 5; this rule");
    unsaid("{\"do_sample\": true, \"min_p\": 0.1}", "min_p 0.1; this rule");
    // What changes nothing is no reason to refuse a folder.
    generation("{\"min_p\": 0.1, \"typical_p\": 0.2}");
    generation("{\"no_repeat_ngram_size\": 0, \"suppress_tokens\": [], \"min_length\": null}");
    generation("{\"bos_token_id\": 1, \"transformers_version\": \"5.24.0\", \"max_length\": 20}");
  }

  private void unsaid(String json, String because) {
    String message = assertThrows(IOException.class, () -> generation(json)).getMessage();
    assertTrue(message.contains(because), message);
  }
}
