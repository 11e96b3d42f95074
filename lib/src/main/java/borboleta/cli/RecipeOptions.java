package borboleta.cli;

import borboleta.train.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that choose a recipe. */
final class RecipeOptions {
  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "Recipe that comes with the kit: tiny (default; of plan: llava-1.5-lora),"
              + " llava-1.5-pretrain, llava-1.5-finetune, llava-1.5-lora or tcc-13b. --recipe changes some of its settings.")
  private String preset;

  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description = "Settings as JSON; what it does not name is the preset's.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting; may be given several times. Example: --set lora_enable=true")
  private Map<String, String> settings = new LinkedHashMap<>();

  /** Whether any of them names a recipe as a whole. */
  boolean isNamed() {
    return preset != null || file != null;
  }

  /** Name of the preset that the recipe begins with. */
  String preset() {
    return preset == null ? "tiny" : preset;
  }

  /** The recipe that they choose. */
  Recipe recipe() throws IOException {
    Recipe recipe = Recipe.preset(preset());
    return change(file == null ? recipe : Recipe.read(file, recipe));
  }

  /** A recipe with the single settings changed. */
  Recipe change(Recipe recipe) {
    return recipe.with(Recipe.values(settings));
  }
}
