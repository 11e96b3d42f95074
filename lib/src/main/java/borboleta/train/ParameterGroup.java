package borboleta.train;

import ai.djl.ndarray.NDArray;
import borboleta.train.recipe.OptimizerSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Parameters that learn alike.
 *
 * @param parameters by name
 * @param learningRate peak of their schedule
 * @param weightDecay of each step
 */
public record ParameterGroup(
    Map<String, NDArray> parameters, double learningRate, double weightDecay) {
  private static final Pattern NO_DECAY =
      Pattern.compile(".*\\.bias|(.*\\.)?[a-z_]*(norm|layrnorm)[0-9]*\\.weight");

  private static final String PROJECTOR = "multi_modal_projector.";

  /**
   * Sorts parameters into LLaVA's groups: with and without weight decay, each for the projector and
   * for the rest; biases and norms do not decay (LLaVA, {@code llava_trainer.py}, {@code
   * create_optimizer}). Empty groups are left out.
   */
  static List<ParameterGroup> of(Map<String, NDArray> parameters, OptimizerSettings settings) {
    List<ParameterGroup> groups = new ArrayList<>();
    for (boolean projector : new boolean[] {false, true}) {
      for (boolean decays : new boolean[] {true, false}) {
        Map<String, NDArray> own = new LinkedHashMap<>();
        parameters.forEach(
            (name, array) -> {
              if (name.startsWith(PROJECTOR) == projector && decays(name) == decays) {
                own.put(name, array);
              }
            });
        if (!own.isEmpty()) {
          groups.add(
              new ParameterGroup(
                  own,
                  projector ? settings.projectorRate() : settings.learningRate(),
                  decays ? settings.weightDecay() : 0));
        }
      }
    }
    return groups;
  }

  static boolean decays(String name) {
    return !NO_DECAY.matcher(name).matches();
  }

  /** Every parameter of some groups, by name. */
  static Map<String, NDArray> all(List<ParameterGroup> groups) {
    Map<String, NDArray> all = new LinkedHashMap<>();
    groups.forEach(group -> all.putAll(group.parameters()));
    return all;
  }
}
