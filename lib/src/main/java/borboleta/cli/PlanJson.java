package borboleta.cli;

import borboleta.train.plan.Memory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Plans of one run on several devices, as JSON for machines; sizes are bytes. */
final class PlanJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PlanJson() {}

  static String of(List<PlanText.Planned> all, Long records) throws JsonProcessingException {
    ArrayNode array = JSON.createArrayNode();
    for (PlanText.Planned planned : all) {
      Memory memory = planned.verdict().memory();
      ObjectNode node = array.addObject();
      node.put("model", planned.plan().model().name());
      node.put("device", planned.device().name());
      node.put("device_bytes", Math.round(planned.device().bytes()));
      node.put("limit_bytes", Math.round(planned.verdict().limit()));
      node.put("needed_bytes", Math.round(memory.needed()));
      node.put("allocated_bytes", Math.round(memory.allocated()));
      node.put("reserved_bytes", Math.round(memory.reserved()));
      node.put("shown_bytes", Math.round(memory.shown()));
      node.put("fits", planned.verdict().fits());
      node.put("tight", planned.verdict().tight());
      node.put("largest_batch", planned.verdict().largestBatch());
      node.put("moment", memory.moment());
      parts(node.putObject("parts_bytes"), memory);
      parts(node.putObject("parts_bytes_with_checkpointing"), planned.with(true));
      parts(node.putObject("parts_bytes_without_checkpointing"), planned.with(false));
      if (PlanText.seconds(planned) >= 0) {
        node.put("seconds_per_step", PlanText.seconds(planned));
        if (records != null) {
          node.put("steps", planned.steps(records));
          node.put("hours", PlanText.seconds(planned) * planned.steps(records) / 3600);
        }
      }
      ArrayNode advice = node.putArray("advice");
      planned
          .plan()
          .advice(planned.device())
          .forEach(
              a ->
                  advice
                      .addObject()
                      .put("change", a.words())
                      .put("needed_bytes", Math.round(a.needed()))
                      .put("fits", a.fits()));
      node.set("settings", planned.plan().job().json());
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(array) + "\n";
  }

  private static void parts(ObjectNode node, Memory memory) {
    memory.parts().forEach((name, bytes) -> node.put(name, Math.round(bytes)));
  }
}
