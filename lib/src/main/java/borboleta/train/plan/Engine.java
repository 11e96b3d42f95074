package borboleta.train.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whose layers compute. */
public enum Engine {
  /** transformers and PEFT on PyTorch, with DeepSpeed where there are stages of ZeRO. */
  @JsonProperty("pytorch")
  PYTORCH,
  /** This library. */
  @JsonProperty("kit")
  KIT
}
