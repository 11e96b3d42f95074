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

/** Writes safetensors files of any size: beside the target first, then renamed over it. */
public final class SafeTensorsWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SafeTensorsWriter() {}

  /**
   * Writes arrays by name, in the map's order, each in its own type.
   *
   * @param bfloat16 whether to round floating types to bf16
   * @throws IOException if the file cannot be written; the target is then as it was before
   */
  public static void write(Path file, Map<String, NDArray> tensors, boolean bfloat16)
      throws IOException {
    ByteBuffer head = header(tensors, bfloat16);
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
          writeArray(channel, array, type(array, bfloat16));
        }
        channel.force(true);
      }
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static ByteBuffer header(Map<String, NDArray> tensors, boolean bfloat16)
      throws IOException {
    ObjectNode header = JSON.createObjectNode();
    header.putObject("__metadata__").put("format", "pt");
    long offset = 0;
    for (Map.Entry<String, NDArray> tensor : tensors.entrySet()) {
      StoredType type = type(tensor.getValue(), bfloat16);
      ObjectNode node = header.putObject(tensor.getKey());
      node.put("dtype", type.name());
      var shape = node.putArray("shape");
      for (long size : tensor.getValue().getShape().getShape()) {
        shape.add(size);
      }
      long end = offset + tensor.getValue().size() * type.bytes;
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] text = JSON.writeValueAsBytes(header);
    int padded = (text.length + 7) / 8 * 8;
    ByteBuffer head = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
    head.putLong(padded).put(text);
    head.put(" ".repeat(padded - text.length).getBytes(StandardCharsets.US_ASCII)).flip();
    return head;
  }

  private static StoredType type(NDArray array, boolean bfloat16) {
    StoredType own =
        switch (array.getDataType()) {
          case FLOAT64 -> StoredType.F64;
          case FLOAT32 -> StoredType.F32;
          case FLOAT16 -> StoredType.F16;
          case UNKNOWN -> StoredType.BF16;
          case INT64 -> StoredType.I64;
          case INT32 -> StoredType.I32;
          case INT8 -> StoredType.I8;
          case UINT8 -> StoredType.U8;
          case BOOLEAN -> StoredType.BOOL;
          default ->
              throw new IllegalArgumentException(
                  "safetensors files hold no arrays of type " + array.getDataType());
        };
    return bfloat16 && own.isFloating() ? StoredType.BF16 : own;
  }

  private static void writeArray(FileChannel channel, NDArray array, StoredType type)
      throws IOException {
    int step = SafeTensors.WINDOW / 4;
    long count = array.size();
    for (long at = 0; at < count; at += step) {
      try (Scope scope = Scope.open()) {
        NDArray part = Ops.window(array, at, Math.min(at + step, count)); // (step)
        writeAll(
            channel,
            type == StoredType.BF16
                ? Ops.bfloat16AsBits(Ops.toBfloat16(part)).toByteBuffer()
                : part.toByteBuffer());
      }
    }
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
