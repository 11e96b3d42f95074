package borboleta.tensor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random and mutated files against the header reader: each is read or refused with an {@code
 * IOException}, and nothing is allocated on the word of a header.
 */
class SafeTensorsFuzzTests {
  /** What a refusal itself may take: its sentence, the parser's buffers, a mapped buffer. */
  private static final long OVERHEAD = 1 << 20;

  /** Files after which every class is loaded, which allocates too. */
  private static final int CLASSES = 200;

  private static final String[] WORDS = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"dtype\"",
    "\"shape\"",
    "\"data_offsets\"",
    "\"F32\"",
    "\"BF16\"",
    "\"__metadata__\"",
    "\"a\"",
    "\"b\"",
    "0",
    "4",
    "8",
    "-1",
    "1e9",
    "9223372036854775807",
    "18446744073709551616",
    "null",
    "true",
    "\"",
    "\\u0000",
    "\u00e9"
  };

  @Test
  void noFileCrashesTheReaderOrMakesItAllocate(@TempDir Path folder) throws IOException {
    fuzz(folder, 20260101, Duration.ofSeconds(4));
  }

  /** Runs longer: folder, seed and seconds. */
  public static void main(String[] arguments) throws IOException {
    long files =
        fuzz(
            Path.of(arguments[0]),
            Long.parseLong(arguments[1]),
            Duration.ofSeconds(Long.parseLong(arguments[2])));
    System.out.println(files + " files were read or refused");
  }

  private static long fuzz(Path folder, long seed, Duration time) throws IOException {
    Random random = new Random(seed);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long me = Thread.currentThread().getId();
    Path file = folder.resolve("fuzz.safetensors");
    long end = System.nanoTime() + time.toNanos();
    long count = 0;
    long read = 0;
    for (; System.nanoTime() < end; count++) {
      byte[] bytes = file(random);
      Files.write(file, bytes);
      long before = threads.getThreadAllocatedBytes(me);
      try (SafeTensors tensors = SafeTensors.open(file)) {
        read += tensors.names().isEmpty() ? 0 : 1;
      } catch (IOException e) {
        assertTrue(e.getMessage().contains("fuzz.safetensors"), e.getMessage());
      }
      long allocated = threads.getThreadAllocatedBytes(me) - before;
      assertTrue(
          count < CLASSES || allocated < OVERHEAD + bytes.length,
          "file %d of seed %d took %d bytes".formatted(count, seed, allocated));
    }
    assertTrue(
        count > 500 && read > count / 100, "of %d files %d were whole".formatted(count, read));
    return count;
  }

  private static byte[] file(Random random) {
    int data = 4 * random.nextInt(9);
    byte[] text = text(random, data).getBytes(StandardCharsets.UTF_8);
    for (int flips = random.nextInt(3); flips > 0; flips--) {
      text[random.nextInt(text.length)] = (byte) random.nextInt(256);
    }
    long length =
        switch (random.nextInt(12)) {
          case 0 -> random.nextLong();
          case 1 -> 1L << random.nextInt(63);
          default -> text.length;
        };
    ByteBuffer all = ByteBuffer.allocate(8 + text.length + data).order(ByteOrder.LITTLE_ENDIAN);
    all.putLong(length).put(text);
    int cut = random.nextInt(10) == 0 ? random.nextInt(all.capacity()) : all.capacity();
    return Arrays.copyOf(all.array(), cut);
  }

  /** Half of the headers are whole, the others a heap of words. */
  private static String text(Random random, int data) {
    StringBuilder text = new StringBuilder("{");
    if (random.nextBoolean()) {
      for (int at = 0, i = 0; at < data; i++) {
        int bytes = Math.min(data - at, 4 * (1 + random.nextInt(3)));
        text.append(i == 0 ? "" : ",")
            .append("\"t%d\":{\"dtype\":\"F32\",\"shape\":[%d],".formatted(i, bytes / 4))
            .append("\"data_offsets\":[%d,%d]}".formatted(at, at + bytes));
        at += bytes;
      }
      return text.append("}").toString();
    }
    for (int i = random.nextInt(60); i > 0; i--) {
      text.append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.append("}").toString();
  }
}
