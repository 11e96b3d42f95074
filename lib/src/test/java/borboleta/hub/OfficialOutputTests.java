package borboleta.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import borboleta.model.Llava;
import borboleta.tensor.SafeTensors;
import borboleta.tensor.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What LLaVA's own code leaves after a training is read, and computes as the same in HF's names.
 */
class OfficialOutputTests {
  private static final Path MODEL = Path.of("src/test/resources/goldens/a/llava");
  private static final int PICTURE = 319;

  @TempDir Path folder;

  private OfficialForm form;

  @BeforeEach
  void write() throws IOException {
    form = new OfficialForm(MODEL, folder);
  }

  /** Logits of the golden prompt, whose places for the picture have the model's own id. */
  private static float[] logits(Llava model) throws IOException {
    try (Scope scope = Scope.open();
        SafeTensors inputs = SafeTensors.open(MODEL.resolve("case.safetensors"))) {
      NDManager m = Scope.manager();
      long[] ids = inputs.read("prompt_ids", m).toLongArray();
      long[] own =
          Arrays.stream(ids)
              .map(id -> id == PICTURE ? model.config().imageTokenIndex() : id)
              .toArray();
      NDArray slots =
          m.create(LongStream.range(0, ids.length).filter(i -> ids[(int) i] == PICTURE).toArray());
      NDArray pixels = inputs.read("pixel_values", m).get("0:1");
      NDArray hidden =
          model.hidden(m.create(own, new Shape(1, own.length)), pixels, slots, null, null);
      return model.language().logits(hidden).toFloatArray(); // (1, T, V)
    }
  }

  private static float[] logits(Path base, Path trained) throws IOException {
    try (Llava model = LlavaFolder.loadBase(base, trained, LoadOptions.FLOAT32);
        TrainedAdapter adapter = TrainedAdapter.read(trained, model)) {
      adapter.attach();
      return logits(model);
    }
  }

  @Test
  void adapterOverALlamaGivesTheLogitsOfTheSameWeightsInHuggingFacesNames() throws IOException {
    float[] want = logits(MODEL, form.adapterOfTheKit());
    assertArrayEquals(want, logits(form.llama(), form.adapter()));
    try (Llava base = LlavaFolder.load(MODEL)) {
      assertFalse(Arrays.equals(want, logits(base)));
    }
  }

  @Test
  void adapterOfTheOfficialCodeFitsAModelInEitherForm() throws IOException {
    float[] want = logits(MODEL, form.adapterOfTheKit());
    assertArrayEquals(want, logits(MODEL, form.adapter()));
    assertArrayEquals(want, logits(form.whole(), form.adapter()));
  }

  @Test
  void projectorOfTheFirstStageIsReadOverALlamaAndOverAModel() throws IOException {
    float[] over = logits(form.llama(), form.projector());
    assertArrayEquals(over, logits(MODEL, form.projector()));
    try (Llava base = LlavaFolder.load(MODEL)) {
      assertFalse(Arrays.equals(over, logits(base)));
    }
  }

  @Test
  void wholeModelBringsItsOwnTower() throws IOException {
    try (Llava want = LlavaFolder.load(MODEL);
        Llava got = LlavaFolder.load(form.whole())) {
      assertArrayEquals(logits(want), logits(got));
    }
  }

  @Test
  void picklesAreRefusedWithTheWayToConvertThem() throws IOException {
    refused(form.adapter(), "adapter_model");
    refused(form.adapter(), "non_lora_trainables");
    refused(form.projector(), "mm_projector");
  }

  private void refused(Path trained, String name) throws IOException {
    Path file = trained.resolve(name + ".safetensors");
    Path kept = folder.resolve("kept");
    Files.move(file, kept);
    Files.write(trained.resolve(name + ".bin"), new byte[] {'P', 'K', 3, 4});
    IOException e = assertThrows(IOException.class, () -> logits(MODEL, trained));
    assertTrue(e.getMessage().contains(name + ".bin is a pickle"), e.getMessage());
    assertTrue(e.getMessage().endsWith(name + ".bin " + name + ".safetensors"), e.getMessage());
    Files.move(kept, file);
    logits(MODEL, trained);
    Files.delete(trained.resolve(name + ".bin"));
  }

  @Test
  void towerBesideTheAdapterOrTheBaseIsFound() throws IOException {
    Path elsewhere = folder.resolve("elsewhere/llava-lora");
    Files.createDirectories(elsewhere.getParent());
    Files.move(form.adapter(), elsewhere);
    logits(form.llama(), elsewhere);
    Files.move(folder.resolve("clip-tiny"), folder.resolve("gone"));
    IOException e = assertThrows(IOException.class, () -> logits(form.llama(), elsewhere));
    assertEquals(1, e.getMessage().lines().count());
    assertTrue(e.getMessage().contains("clip-tiny"), e.getMessage());
  }
}
