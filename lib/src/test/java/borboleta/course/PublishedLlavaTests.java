package borboleta.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.nn.Quantization;
import org.junit.jupiter.api.Test;

class PublishedLlavaTests {
  @Test
  void llava7bHasItsPublishedSize() {
    PublishedLlava model = PublishedLlava.ALL.get(1);
    assertEquals("llava-hf/llava-1.5-7b-hf", model.address());
    // 7.063 billion with its tower and projector, as published (week 9 counts with it too).
    assertEquals(7.063e9, model.parameters(), 0.01e9);
    assertEquals(2 * model.parameters(), model.bytes(Quantization.NONE));
  }

  @Test
  void sevenBillionFitASmallLaptopInFourBits() {
    double bytes = PublishedLlava.ALL.get(1).bytes(Quantization.INT4);
    assertTrue(bytes > 4e9 && bytes < 8e9, "" + bytes);
    assertEquals(PublishedLlava.ALL.size(), PublishedLlava.table().rowCount());
  }
}
