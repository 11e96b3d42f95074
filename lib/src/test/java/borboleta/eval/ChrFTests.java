package borboleta.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChrFTests {
  private static JsonNode golden;
  private static final List<String> HYPOTHESES = new ArrayList<>();
  private static final List<String> REFERENCES = new ArrayList<>();

  @BeforeAll
  static void readGolden() throws Exception {
    try (InputStream in = ChrFTests.class.getResourceAsStream("/goldens/a/metrics/case.json")) {
      golden = new ObjectMapper().readTree(in);
    }
    golden.get("hypotheses").forEach(node -> HYPOTHESES.add(node.textValue()));
    golden.get("references").forEach(node -> REFERENCES.add(node.textValue()));
  }

  @Test
  void corpusScoreIsSacrebleus() {
    double score = ChrF.corpus(HYPOTHESES, REFERENCES);
    assertEquals(golden.get("chrf").doubleValue(), score, 1e-9);
  }

  @Test
  void sentenceScoresAreSacrebleus() {
    for (int i = 0; i < HYPOTHESES.size(); i++) {
      double expected = golden.get("sentence_chrf").get(i).doubleValue();
      assertEquals(expected, ChrF.sentence(HYPOTHESES.get(i), REFERENCES.get(i)), 1e-9);
    }
  }

  /** The expected figures are sacrebleu 2.6.0's. */
  @Test
  void shortEmptyAndOddTextsScoreAsInSacrebleu() {
    assertEquals(100.0, ChrF.sentence("3", "3"), 1e-9);
    assertEquals(0.0, ChrF.sentence("", "um gato"), 1e-9);
    assertEquals(0.0, ChrF.sentence("um gato", ""), 1e-9);
    assertEquals(SHORT_REFERENCE, ChrF.sentence("um gato grande", "um"), 1e-9);
    assertEquals(EMOJI, ChrF.sentence("a\u00a0🦋 voa", "🦋 voa"), 1e-9);
  }

  private static final double SHORT_REFERENCE = 42.5;
  private static final double EMOJI = 91.3677130044843;

  @Test
  void differentCountsAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> ChrF.corpus(List.of("a"), List.of("a", "b")));
  }
}
