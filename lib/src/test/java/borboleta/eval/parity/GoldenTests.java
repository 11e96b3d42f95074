package borboleta.eval.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every model against transformers' numbers: {@code goldens}, made by generate.py. */
class GoldenTests {
  private static final Path GOLDENS = Path.of("src/test/resources/goldens");

  @Test
  void vitEqualsTheReference() {
    equalsTheReference("a/vit", "logits", "hidden", "gradients", "losses");
  }

  @Test
  void gpt2EqualsTheReference() {
    equalsTheReference("a/gpt2", "logits", "logits_with_prefix", "generated_ids");
  }

  @Test
  void t5EqualsTheReference() {
    equalsTheReference("a/t5", "logits", "encoder", "loss", "generated_ids");
  }

  @Test
  void mambaEqualsTheReference() {
    equalsTheReference("a/mamba", "logits", "gradients", "loss", "generated_ids");
  }

  @Test
  void llamaWithStretchedPositionsBiasesAndATiedHeadEqualsTheReference() {
    equalsTheReference("more/llama", "logits", "gradients", "loss", "generated_ids");
  }

  @Test
  void llavaEqualsTheReference() {
    equalsTheReference(
        "a/llava", "logits", "image_features", "gradients", "loss", "generated_ids", "loss_bf16");
  }

  @Test
  void loraEqualsTheReference() {
    equalsTheReference(
        "a/lora",
        "logits",
        "gradients",
        "losses",
        "gradient_norms",
        "adapter_after",
        "merged_logits");
  }

  @Test
  void picturesEqualTheReference() {
    equalsTheReference("a/images", "pixel_values", "resize_uint8");
  }

  @Test
  void tokensAndLabelsEqualTheReference() {
    equalsTheReference("a/tokenizer", "decoded", "ids", "input_ids", "labels");
  }

  @Test
  void metricsEqualTheReference() {
    equalsTheReference(
        "a/metrics",
        "bleu",
        "chrf",
        "chrf++",
        "ter",
        "sentence_chrf",
        "cider",
        "cider_per_item",
        "coco_bleu",
        "rougeL",
        "spearman",
        "ndcg_5");
  }

  private static void equalsTheReference(String folder, String... quantities) {
    Verdict verdict = Parity.judge(GOLDENS.resolve(folder));
    assertTrue(verdict.ok(), verdict.toString());
    assertEquals(
        List.of(quantities), verdict.deviations().stream().map(Deviation::quantity).toList());
  }
}
