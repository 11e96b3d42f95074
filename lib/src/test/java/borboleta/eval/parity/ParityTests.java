package borboleta.eval.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import borboleta.tensor.SafeTensors;
import borboleta.tensor.SafeTensorsWriter;
import borboleta.tensor.Scope;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParityTests {
  private static final Path GOLDENS = Path.of("src/test/resources/goldens/a");

  @TempDir Path folder;

  @Test
  void changedWeightIsFoundInEveryQuantity() throws IOException {
    Path vit = copy("vit");
    change(
        vit.resolve("model.safetensors"),
        tensors -> tensors.get("vit.embeddings.cls_token").muli(1.5f));
    Verdict verdict = Parity.judge(vit);
    assertFalse(verdict.ok());
    assertTrue(verdict.deviations().stream().noneMatch(Deviation::ok), verdict.toString());
    assertTrue(verdict.toString().startsWith("vit FAILED logits "), verdict.toString());
    assertTrue(verdict.toString().contains(" > 2.0e-04"), verdict.toString());
  }

  @Test
  void oneOtherGeneratedIdIsFound() throws IOException {
    Path mamba = copy("mamba");
    Path file = mamba.resolve("case.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int header = (int) view.getLong(0);
    JsonNode ids = new ObjectMapper().readTree(bytes, 8, header).path("generated_ids");
    int last = 8 + header + ids.path("data_offsets").get(1).asInt() - Long.BYTES;
    view.putLong(last, view.getLong(last) + 1);
    Files.write(file, bytes);
    String line = Parity.judge(mamba).toString();
    assertTrue(line.startsWith("mamba FAILED generated_ids differ logits "), line);
  }

  @Test
  void notANumberIsNoAgreement() throws IOException {
    try (Scope scope = Scope.open()) {
      NDArray want = Scope.manager().create(new float[] {1, 2});
      NDArray got = Scope.manager().create(new float[] {Float.NaN, 2});
      Findings findings = new Findings();
      findings.close("logits", want, got, 1e-3);
      findings.relative("gradients", want, got, 1e-3);
      findings.number("loss", 1, Double.NaN, 1e-3);
      Verdict verdict = new Verdict("gpt2", findings.deviations(), null);
      assertEquals(
          "gpt2 FAILED logits NaN > 1.0e-03 gradients NaN > 1.0e-03 loss NaN > 1.0e-03",
          verdict.toString());
    }
  }

  @Test
  void quantityThatNothingIsComparedWithIsAFailure() throws IOException {
    Path t5 = copy("t5");
    Path description = t5.resolve("case.json");
    String text = Files.readString(description);
    Files.writeString(description, text.replace("\"logits\":", "\"attentions\": 1, \"logits\":"));
    Verdict verdict = Parity.judge(t5);
    assertEquals("nothing was compared with [tolerance attentions]", verdict.failure());
    assertTrue(verdict.deviations().stream().allMatch(Deviation::ok), verdict.toString());
  }

  @Test
  void caseOfAnUnknownKindIsAFailure() throws IOException {
    Files.createDirectories(folder.resolve("whisper"));
    Files.writeString(folder.resolve("whisper/case.json"), "{\"model\": \"Whisper\"}");
    Verdict verdict = Parity.judge(folder.resolve("whisper"));
    assertFalse(verdict.ok());
    assertEquals("whisper FAILED this command cannot judge such a case yet", verdict.toString());
  }

  @Test
  void missingCheckpointIsAFailureInOneSentence() throws IOException {
    Path vit = copy("vit");
    Files.delete(vit.resolve("model.safetensors"));
    Verdict verdict = Parity.judge(vit);
    assertTrue(verdict.failure().contains("model.safetensors"), verdict.failure());
  }

  @Test
  void folderWithoutCasesIsRefused() throws IOException {
    Files.createDirectories(folder.resolve("empty/inside"));
    IOException error =
        assertThrows(IOException.class, () -> Parity.cases(folder.resolve("empty")));
    assertTrue(error.getMessage().contains("holds no case"), error.getMessage());
  }

  @Test
  void roundedReferenceGradientsMayBeOffByTheirRounding() throws IOException {
    try (Scope scope = Scope.open()) {
      NDArray exact = Scope.manager().create(new float[] {1.003f, -2.007f});
      Findings findings = new Findings();
      findings.relative("rounded", Scope.manager().create(new float[] {1, -2}), exact, 1e-3);
      findings.relative("wrong", Scope.manager().create(new float[] {1, -2.0625f}), exact, 1e-3);
      assertTrue(findings.deviations().get(0).ok());
      assertFalse(findings.deviations().get(1).ok());
    }
  }

  private Path copy(String name) throws IOException {
    Path to = Files.createDirectories(folder.resolve(name));
    try (Stream<Path> files = Files.list(GOLDENS.resolve(name))) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }

  private static void change(Path file, Consumer<Map<String, NDArray>> change) throws IOException {
    try (Scope scope = Scope.open()) {
      Map<String, NDArray> tensors = new LinkedHashMap<>();
      try (SafeTensors saved = SafeTensors.open(file)) {
        for (String name : saved.names()) {
          tensors.put(name, saved.read(name, Scope.manager()));
        }
      }
      change.accept(tensors);
      SafeTensorsWriter.write(file, tensors, false);
    }
  }
}
