package borboleta.hub;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The names of LLaVA's parameters in the three generations of published checkpoints, as the one
 * that the kit's networks use: {@code language_model.model.*}, {@code language_model.lm_head},
 * {@code vision_tower.vision_model.*}, {@code multi_modal_projector.linear_*}.
 *
 * <p>Sources: transformers {@code modeling_llava.py} (both generations), LLaVA {@code
 * llava_arch.py}.
 */
final class LlavaNames {
  private static final String LANGUAGE = "language_model.model.";
  private static final String TOWER = "vision_tower.vision_model.";
  private static final String PEFT = "base_model.model.";
  private static final String PROJECTOR = "multi_modal_projector.";

  private record Rule(String prefix, String becomes) {}

  /** The first prefix that fits decides, so longer ones stand before shorter ones. */
  private static final List<Rule> RULES =
      List.of(
          new Rule("model.vision_tower.vision_tower.vision_model.", TOWER),
          new Rule("model.vision_tower.vision_tower.", TOWER),
          new Rule("model.vision_tower.vision_model.", TOWER),
          new Rule("model.vision_tower.", TOWER),
          new Rule("vision_tower.vision_model.", TOWER),
          new Rule("vision_tower.", TOWER),
          new Rule("model.multi_modal_projector.", PROJECTOR),
          new Rule("multi_modal_projector.", PROJECTOR),
          new Rule("model.mm_projector.0.", PROJECTOR + "linear_1."),
          new Rule("model.mm_projector.2.", PROJECTOR + "linear_2."),
          new Rule("model.language_model.", LANGUAGE),
          new Rule("language_model.lm_head.", "language_model.lm_head."),
          new Rule("language_model.model.", LANGUAGE),
          new Rule("language_model.", LANGUAGE),
          new Rule("lm_head.", "language_model.lm_head."),
          new Rule("model.layers.", LANGUAGE + "layers."),
          new Rule("model.embed_tokens.", LANGUAGE + "embed_tokens."),
          new Rule("model.norm.", LANGUAGE + "norm."));

  private static final List<Rule> TOWER_RULES =
      List.of(
          new Rule("vision_model.", TOWER),
          new Rule("embeddings.", TOWER + "embeddings."),
          new Rule("pre_layrnorm.", TOWER + "pre_layrnorm."),
          new Rule("encoder.", TOWER + "encoder."),
          new Rule("post_layernorm.", TOWER + "post_layernorm."));

  /** Tables that the network computes itself, and what LLaVA never reads of a CLIP. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          ".*rotary_emb\\.inv_freq|.*embeddings\\.position_ids|.*vision_(model|tower)\\.head\\..*"
              + "|.*post_layernorm\\.(weight|bias)");

  private static final Pattern HARMLESS_IN_CLIP =
      Pattern.compile("text_model\\..*|(visual|text)_projection\\..*|logit_scale");

  private LlavaNames() {}

  /** The kit's name for a name in a LLaVA checkpoint; an unknown one stays as it is. */
  static String ofLlava(String name) {
    return apply(RULES, name);
  }

  /** The kit's name for a name in {@code non_lora_trainables}, which PEFT has put a prefix to. */
  static String ofTrained(String name) {
    return ofLlava(name.startsWith(PEFT) ? name.substring(PEFT.length()) : name);
  }

  /** The kit's name for a name in the folder of a CLIP model; an unknown one stays as it is. */
  static String ofTower(String name) {
    return apply(TOWER_RULES, name);
  }

  private static String apply(List<Rule> rules, String name) {
    for (Rule rule : rules) {
      if (name.startsWith(rule.prefix())) {
        return rule.becomes() + name.substring(rule.prefix().length());
      }
    }
    return name;
  }

  /** Whether a key that is unused or missing changes no result. */
  static boolean isHarmless(String name) {
    return HARMLESS.matcher(name).matches();
  }

  /** Whether a key that is unused in a CLIP folder changes no result of its vision tower. */
  static boolean isHarmlessInClip(String name) {
    return isHarmless(name) || HARMLESS_IN_CLIP.matcher(name).matches();
  }
}
