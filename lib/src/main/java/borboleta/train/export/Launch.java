package borboleta.train.export;

/**
 * What the launcher is told beside the recipe.
 *
 * @param model name or folder of the language model or LLaVA to start from
 * @param tower name or folder of the vision tower
 * @param projector file of a trained projector on the training machine, or null
 * @param batch how a step's records are dealt
 * @param stage of ZeRO, 2 or 3
 * @param output name of the folder that training writes
 */
public record Launch(
    String model, String tower, String projector, GlobalBatch batch, int stage, String output) {
  /** LLaVA-1.5's tower. */
  public static final String TOWER = "openai/clip-vit-large-patch14-336";

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException if one is empty or cannot stand in a script
   */
  public Launch {
    if (stage != 2 && stage != 3) {
      throw new IllegalArgumentException("ZeRO stage %d is not known; use 2 or 3".formatted(stage));
    }
    printable("model name", model);
    printable("vision tower", tower);
    if (projector != null) {
      printable("projector", projector);
    }
    if (!output.matches("[A-Za-z0-9._-]+") || output.startsWith(".")) {
      throw new IllegalArgumentException(
          "\"%s\" is no name for a folder; use letters, digits, dots and dashes".formatted(output));
    }
  }

  private static void printable(String what, String value) {
    if (value.isBlank() || value.startsWith("-") || !value.chars().allMatch(c -> c >= ' ')) {
      throw new IllegalArgumentException("the %s \"%s\" is no name".formatted(what, value));
    }
  }
}
