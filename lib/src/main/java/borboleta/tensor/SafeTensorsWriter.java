package borboleta.tensor;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Writes safetensors files: beside the target first, then renamed over it. */
public final class SafeTensorsWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SafeTensorsWriter() {}

  /**
   * Writes fp32 arrays by name, in the map's order.
   *
   * @param bfloat16 whether to round them to bf16, half the size
   * @throws IOException if the file cannot be written; the target is then as it was before
   */
  public static void write(Path file, Map<String, NDArray> tensors, boolean bfloat16)
      throws IOException {
    ObjectNode header = JSON.createObjectNode();
    header.putObject("__metadata__").put("format", "pt");
    long offset = 0;
    for (Map.Entry<String, NDArray> tensor : tensors.entrySet()) {
      ObjectNode node = header.putObject(tensor.getKey());
      node.put("dtype", bfloat16 ? "BF16" : "F32");
      var shape = node.putArray("shape");
      for (long size : tensor.getValue().getShape().getShape()) {
        shape.add(size);
      }
      long end = offset + tensor.getValue().size() * (bfloat16 ? 2 : 4);
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] text = JSON.writeValueAsBytes(header);
    int padded = (text.length + 7) / 8 * 8;
    ByteBuffer head = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
    head.putLong(padded).put(text);
    head.put(" ".repeat(padded - text.length).getBytes(StandardCharsets.US_ASCII)).flip();

    Path beside = file.resolveSibling(file.getFileName() + ".partial");
    try {
      try (FileChannel channel =
          FileChannel.open(
              beside,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        writeAll(channel, head);
        for (NDArray array : tensors.values()) {
          writeAll(channel, bytes(array, bfloat16));
        }
        channel.force(true);
      }
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static ByteBuffer bytes(NDArray array, boolean bfloat16) {
    if (!bfloat16) {
      return array.toByteBuffer();
    }
    try (Scope scope = Scope.open()) {
      return Ops.bfloat16AsBits(Ops.toBfloat16(array)).toByteBuffer();
    }
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
