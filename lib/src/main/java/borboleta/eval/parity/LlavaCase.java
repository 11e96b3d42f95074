package borboleta.eval.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import borboleta.hub.LlavaFolder;
import borboleta.model.LlamaDecoder;
import borboleta.model.Llava;
import borboleta.nn.KvCache;
import borboleta.nn.Weights;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import java.io.IOException;

/** LLaVA: picture features, logits, loss in fp32 and bf16, gradients, greedy decoding. */
final class LlavaCase implements CaseKind {
  @Override
  public boolean recognises(CaseFolder folder) {
    return folder.isModel("LlavaForConditionalGeneration");
  }

  @Override
  public void judge(CaseFolder folder, Findings findings) throws IOException {
    try (Llava model = LlavaFolder.load(folder.path())) {
      NDArray pixels = folder.tensor("pixel_values");
      LlavaText text = LlavaText.of(folder, model);
      double tolerance = folder.tolerance("logits");
      findings.close("logits", folder.tensor("logits"), text.logits(model, pixels), tolerance);
      findings.close(
          "image_features",
          folder.tensor("image_features"),
          model.imageFeatures(pixels),
          folder.tolerance("image_features", tolerance));
      float loss =
          GradientCheck.run(
              folder,
              findings,
              model.parameters(),
              LlavaCase::ourName,
              () -> text.loss(model, pixels));
      findings.number("loss", folder.number("loss"), loss, folder.tolerance("loss"));
      folder.tolerance("generated_ids", 0);
      long[] want = folder.tensor("generated_ids").toLongArray();
      long[] got = decode(model, folder.tensor("prompt_ids"), pixels, want.length);
      findings.equal("generated_ids", want, got);
      if (folder.info("loss_bf16").isNumber()) {
        findings.number(
            "loss_bf16",
            folder.number("loss_bf16"),
            bfloat16Loss(model, text, pixels),
            folder.tolerance("loss_bf16"));
      }
    }
  }

  private static float bfloat16Loss(Llava model, LlavaText text, NDArray pixels) {
    Weights rounded = Weights.from((name, shape) -> Ops.toBfloat16(model.parameters().get(name)));
    try (Llava half = Llava.of(rounded, model.config())) {
      return text.loss(half, Ops.toBfloat16(pixels)).getFloat();
    }
  }

  /** The prompt holds the first picture, or the first few. */
  private static long[] decode(Llava model, NDArray prompt, NDArray pixels, int words) {
    NDArray ids = Scope.manager().create(prompt.toLongArray(), new Shape(1, prompt.size()));
    NDArray slots = LlavaText.imageSlots(ids, model);
    long pictures = slots.size() / model.config().vision().patches();
    NDArray shown = pixels.get("0:" + pictures);
    try (KvCache cache = model.language().newCache(1, (int) prompt.size() + words);
        LlamaDecoder decoder = model.language().decoder(cache)) {
      NDArray first = model.hidden(ids, shown, slots, null, cache);
      return NextWord.greedy(model.language().logits(first), words, id -> decoder.step(id, null));
    }
  }

  /** Our name of a parameter, which is the published checkpoints', for the reference's own. */
  static String ourName(String name) {
    String inside = name.startsWith("model.") ? name.substring("model.".length()) : name;
    if (inside.startsWith("lm_head.")) {
      return "language_model." + inside;
    }
    if (inside.startsWith("language_model.") && !inside.startsWith("language_model.model.")) {
      return inside.replaceFirst("language_model\\.", "language_model.model.");
    }
    if (inside.startsWith("vision_tower.") && !inside.startsWith("vision_tower.vision_model.")) {
      return inside.replaceFirst("vision_tower\\.", "vision_tower.vision_model.");
    }
    return inside;
  }
}
