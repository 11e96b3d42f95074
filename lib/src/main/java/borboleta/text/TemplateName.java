package borboleta.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The chat templates, under the names that a recipe and the shell have for them. */
public enum TemplateName {
  /** {@link VicunaTemplate#vicuna}: LLaVA-1.5. */
  VICUNA_V1,
  /** {@link VicunaTemplate#llava}: LLaVA's first version. */
  LLAVA_V1,
  /** {@link PlainTemplate}: LLaVA's first stage of training. */
  PLAIN,
  /** {@link ChatTemplate}: the {@code llava-hf} checkpoints and the kit's own base. */
  LLAVA_HF,
  /** {@link FolderTemplate}: what the model's folder carries. */
  FOLDER,
  /** {@link BareTemplate}: the question as it stands. */
  NONE;

  /**
   * Finds a template by its name.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  @JsonCreator
  public static TemplateName of(String name) {
    for (TemplateName template : values()) {
      if (template.toString().equals(name)) {
        return template;
      }
    }
    throw new IllegalArgumentException(
        "template \"%s\" is unknown; known are %s".formatted(name, known()));
  }

  private static String known() {
    return Arrays.stream(values()).map(TemplateName::toString).collect(Collectors.joining(", "));
  }

  /** The name, such as {@code vicuna_v1}. */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
