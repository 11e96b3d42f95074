package borboleta.image;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** LLaVA's {@code image_aspect_ratio}: what a picture that is no square loses or gains. */
public enum AspectRatio {
  /** Its longer side is cut, as CLIP's processor does it. */
  SQUARE,
  /** It is padded to a square in the mean colour first, as LLaVA-1.5 does it. */
  PAD;

  /**
   * Finds one by its name in a config.json or a recipe.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  @JsonCreator
  public static AspectRatio of(String name) {
    for (AspectRatio ratio : values()) {
      if (ratio.toString().equals(name)) {
        return ratio;
      }
    }
    throw new IllegalArgumentException(
        "image_aspect_ratio \"%s\" is unknown; known are square and pad".formatted(name));
  }

  /** The name, such as {@code pad}. */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
