package borboleta.generate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.hub.LlavaFolder;
import borboleta.hub.LoadOptions;
import borboleta.image.PictureProcessor;
import borboleta.image.ProcessorConfig;
import borboleta.model.Llava;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import borboleta.tensor.WeightType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scores of a LLaVA in bf16 against transformers 5.24: {@code bfloat16.json}. */
class Bfloat16GenerationTests {
  private static final Path GOLDENS = Path.of("src/test/resources/goldens");
  private static final int WORDS = 320;

  /**
   * Sums in bf16 differ from machine to machine, so a score need not be the reference's. But it may
   * be no farther from the score in fp32 than two of the reference's roundings, nor from the
   * reference's own.
   */
  @Test
  void scoresBehindPicturesAreAsNearToFp32AsTheReferences() throws IOException {
    JsonNode golden = new ObjectMapper().readTree(GOLDENS.resolve("bfloat16.json").toFile());
    float[] reference = new float[3 * WORDS];
    for (int i = 0; i < reference.length; i++) {
      reference[i] = (float) golden.get("logits").get(i / WORDS).get(i % WORDS).asDouble();
    }
    float[] whole = scores(golden.get("prompts"), WeightType.FLOAT32);
    float[] ours = scores(golden.get("prompts"), WeightType.BFLOAT16);
    double rounding = distance(reference, whole);
    double spread = distance(whole, new float[whole.length]);
    assertTrue(rounding > 0.001 * spread && rounding < 0.05 * spread, rounding + " of " + spread);
    assertTrue(distance(ours, whole) < 2 * rounding, distance(ours, whole) + " " + rounding);
    assertTrue(distance(ours, reference) < 2 * rounding, distance(ours, reference) + " apart");
  }

  /** The root of the mean square. */
  private static double distance(float[] some, float[] others) {
    double sum = 0;
    for (int i = 0; i < some.length; i++) {
      sum += Math.pow(some[i] - others[i], 2);
    }
    return Math.sqrt(sum / some.length);
  }

  private static float[] scores(JsonNode prompts, WeightType type) throws IOException {
    List<long[]> ids = new ArrayList<>();
    for (JsonNode prompt : prompts) {
      ids.add(GenerationGoldenTests.ids(prompt));
    }
    PictureProcessor pictures = new PictureProcessor(ProcessorConfig.clip(28));
    try (Scope scope = Scope.open();
        Llava model =
            LlavaFolder.load(GOLDENS.resolve("a/llava"), null, LoadOptions.of(type)).model();
        Continuation answers =
            new LlavaLanguage(model, pictures)
                .start(
                    new PromptBatch(ids),
                    List.of(
                        GenerationGoldenTests.picture(0),
                        GenerationGoldenTests.picture(1),
                        GenerationGoldenTests.picture(2)),
                    1,
                    2)) {
      return Ops.toFloat32(answers.read()).toFloatArray(); // (3, V)
    }
  }
}
