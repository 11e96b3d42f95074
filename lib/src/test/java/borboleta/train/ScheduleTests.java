package borboleta.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import borboleta.tensor.Torch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleTests {
  /** transformers 5: get_cosine_schedule_with_warmup(AdamW of lr 2e-4, 3, 20). */
  private static final double[] REFERENCE = {
    0.0,
    6.666666666666667e-05,
    0.00013333333333333334,
    0.0002,
    0.0001982973099683902,
    0.00019324722294043558,
    0.00018502171357296144,
    0.00017390089172206592,
    0.00016026346363792567,
    0.00014457383557765386,
    0.0001273662990072083,
    0.00010922683594633021,
    9.077316405366981e-05,
    7.263370099279172e-05,
    5.542616442234618e-05,
    3.973653636207437e-05,
    2.6099108277934103e-05,
    1.4978286427038601e-05,
    6.75277705956443e-06,
    1.7026900316098215e-06
  };

  @Test
  void cosineEqualsTransformers() {
    Schedule schedule = Schedule.of("cosine", 20, 3);
    for (int step = 0; step < REFERENCE.length; step++) {
      assertEquals(REFERENCE[step], 2e-4 * schedule.at(step), 1e-18, "step " + step);
    }
  }

  @Test
  void othersWarmUpTooAndEndWhereTheyShould() {
    assertEquals(0.5, Schedule.of("linear", 20, 2).at(1));
    assertEquals(0.5, Schedule.of("linear", 20, 2).at(11));
    assertEquals(1, Schedule.of("constant_with_warmup", 20, 2).at(19));
    assertEquals(1, Schedule.of("constant", 20, 2).at(0));
  }

  @Test
  void groupsAreDecayOrNotTimesProjectorOrRest() {
    try (NDManager manager = Torch.newManager()) {
      Map<String, NDArray> parameters = new LinkedHashMap<>();
      for (String name :
          List.of(
              "language_model.model.norm.weight",
              "language_model.model.layers.0.input_layernorm.weight",
              "language_model.model.layers.0.self_attn.q_proj.weight",
              "language_model.model.layers.0.self_attn.q_proj.lora_A.weight",
              "language_model.model.embed_tokens.weight",
              "vision_tower.vision_model.pre_layrnorm.weight",
              "vision_tower.vision_model.encoder.layers.0.layer_norm1.weight",
              "multi_modal_projector.linear_1.weight",
              "multi_modal_projector.linear_1.bias")) {
        parameters.put(name, manager.ones(new ai.djl.ndarray.types.Shape(1)));
      }
      Recipe recipe = Recipe.preset("llava-1.5-lora").with("weight_decay", 0.1);
      List<ParameterGroup> groups = ParameterGroup.of(parameters, recipe.optimizer());
      assertEquals(
          List.of(0.1, 0.0, 0.1, 0.0), groups.stream().map(ParameterGroup::weightDecay).toList());
      assertEquals(
          List.of(2e-4, 2e-4, 2e-5, 2e-5),
          groups.stream().map(ParameterGroup::learningRate).toList());
      assertEquals(List.of(3, 4, 1, 1), groups.stream().map(g -> g.parameters().size()).toList());
      assertEquals(
          Set.of("multi_modal_projector.linear_1.bias"), groups.get(3).parameters().keySet());
      assertTrue(groups.get(1).parameters().containsKey("language_model.model.norm.weight"));
    }
  }
}
