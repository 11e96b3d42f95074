package borboleta.hub;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import borboleta.tensor.Torch;
import borboleta.tensor.WeightType;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Loads a synthetic bf16 checkpoint of 6 GB in three shards, one of them a single tensor beyond 2
 * GB, and prints the process's peak memory: {@code LargeCheckpoint FOLDER}. It takes that much
 * memory and disk, so it is no test of every build.
 */
final class LargeCheckpoint {
  private LargeCheckpoint() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    StringBuilder map = new StringBuilder();
    long bytes = 0;
    for (int shard = 1; shard <= 3; shard++) {
      String file = "model-0000%d-of-00003.safetensors".formatted(shard);
      int tensors = shard == 3 ? 1 : 16;
      long side = 1_050_000_000L / tensors;
      StringBuilder header = new StringBuilder("{");
      for (int i = 0; i < tensors; i++) {
        String name = "s%d.t%d".formatted(shard, i);
        header
            .append(i == 0 ? "" : ",")
            .append(
                "\"%s\":{\"dtype\":\"BF16\",\"shape\":[%d],\"data_offsets\":[%d,%d]}"
                    .formatted(name, side, i * side * 2, (i + 1) * side * 2));
        map.append(map.isEmpty() ? "" : ",").append("\"%s\":\"%s\"".formatted(name, file));
      }
      byte[] text = header.append("}").toString().getBytes(StandardCharsets.UTF_8);
      try (RandomAccessFile out = new RandomAccessFile(folder.resolve(file).toFile(), "rw")) {
        out.setLength(8 + text.length + side * 2 * tensors);
        ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        out.write(length.putLong(text.length).array());
        out.write(text);
        out.seek(out.length() - 2);
        out.write(new byte[] {(byte) 0xC0, (byte) 0xBF}); // bf16 -1.5 at the very end
        bytes += out.length();
      }
    }
    Files.writeString(folder.resolve(WeightFiles.INDEX), "{\"weight_map\":{" + map + "}}");
    long begin = System.nanoTime();
    try (WeightFiles files = WeightFiles.open(folder);
        NDManager manager = Torch.newManager()) {
      NDArray last = null;
      for (String name : files.names()) {
        last = files.read(name, manager, WeightType.STORED);
      }
      System.out.printf(
          "last element %s%n", last.get("-1:").toType(DataType.FLOAT32, true).getFloat());
      System.out.printf("%.2f GB in %.1f s%n", bytes / 1e9, (System.nanoTime() - begin) / 1e9);
      Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(l -> l.startsWith("VmHWM"))
          .forEach(System.out::println);
    }
  }
}
