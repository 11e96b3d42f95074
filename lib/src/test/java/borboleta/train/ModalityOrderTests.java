package borboleta.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import borboleta.tensor.TorchRandom;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ModalityOrderTests {
  private static int[] ints(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }

  @Test
  void orderEqualsThePublishedSamplersWithTheSameSeed() throws IOException {
    JsonNode cases =
        new ObjectMapper().readTree(getClass().getResourceAsStream("/sampler/modality.json"));
    assertEquals(5, cases.size());
    for (JsonNode one : cases) {
      TorchRandom.seed(one.path("seed").asInt());
      ModalityOrder order =
          new ModalityOrder(
              0, ints(one.path("lengths")), one.path("batch").asInt(), one.path("chunks").asInt());
      assertArrayEquals(ints(one.path("order")), order.epoch(), one.path("seed").asText());
    }
  }

  @Test
  void stepsOfOneKindReadEveryRecordAnEpochAndDependOnTheStepAlone() {
    int[] lengths = IntStream.range(0, 50).map(i -> i % 3 == 0 ? -i - 1 : i + 1).toArray();
    ModalityOrder order = new ModalityOrder(5, lengths, 4, 2);
    int[] seen = new int[50];
    int mixed = 0;
    for (int step = 0; step < 7; step++) {
      int[] rows = order.batch(step, 8);
      Arrays.stream(rows).forEach(row -> seen[row]++);
      long words = Arrays.stream(rows).filter(row -> lengths[row] < 0).count();
      mixed += words == 0 || words == 8 ? 0 : 1;
    }
    assertEquals(56, Arrays.stream(seen).sum());
    assertEquals(1, Arrays.stream(seen).min().getAsInt());
    assertEquals(1, mixed, "the batch of what is left over");
    assertArrayEquals(order.batch(11, 8), new ModalityOrder(5, lengths, 4, 2).batch(11, 8));
  }
}
