package borboleta.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A safetensors file, memory mapped: eight bytes of header length, a JSON header, then the tensors.
 *
 * <p>Nothing in the header is trusted: lengths are checked against the file before any allocation.
 */
public final class SafeTensors implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, DataType> TYPES =
      Map.of(
          "F32", DataType.FLOAT32,
          "F16", DataType.FLOAT16,
          "BF16", DataType.FLOAT16,
          "I64", DataType.INT64,
          "I32", DataType.INT32,
          "U8", DataType.UINT8,
          "BOOL", DataType.BOOLEAN);

  private final Path file;
  private final FileChannel channel;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private record Entry(String type, long[] shape, long offset, int bytes) {}

  private SafeTensors(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens a file and checks its header.
   *
   * @throws IOException if the file is missing, cut short, or its header points outside the file
   */
  public static SafeTensors open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    SafeTensors tensors = new SafeTensors(file, channel);
    try {
      tensors.readHeader();
      return tensors;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void readHeader() throws IOException {
    long size = channel.size();
    if (size < 8) {
      throw broken("has " + size + " bytes, too few for a header");
    }
    long length =
        channel.map(FileChannel.MapMode.READ_ONLY, 0, 8).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length <= 0 || length > Math.min(size - 8, 100L << 20)) {
      throw broken("claims a header of " + length + " bytes in a file of " + size);
    }
    byte[] text = new byte[(int) length];
    channel.map(FileChannel.MapMode.READ_ONLY, 8, length).get(text);
    JsonNode header;
    try {
      header = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw broken("has a header that is not JSON");
    }
    for (Map.Entry<String, JsonNode> field : header.properties()) {
      if (!field.getKey().equals("__metadata__")) {
        entries.put(field.getKey(), entry(field.getKey(), field.getValue(), 8 + length, size));
      }
    }
  }

  private Entry entry(String name, JsonNode node, long start, long size) throws IOException {
    String type = node.path("dtype").asText();
    if (!TYPES.containsKey(type)) {
      throw broken("holds " + name + " as " + type + "; known are " + TYPES.keySet());
    }
    long count = 1;
    long[] shape = new long[node.path("shape").size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = node.path("shape").get(i).asLong(-1);
      if (shape[i] < 0 || (shape[i] > 0 && count > size / shape[i])) {
        throw broken("gives " + name + " a shape larger than the file: " + node.path("shape"));
      }
      count *= shape[i];
    }
    long begin = node.path("data_offsets").path(0).asLong(-1);
    long end = node.path("data_offsets").path(1).asLong(-1);
    long want = count * TYPES.get(type).getNumOfBytes();
    if (begin < 0 || end < begin || end > size - start || end - begin != want) {
      throw broken(
          "places "
              + name
              + " at bytes "
              + begin
              + " to "
              + end
              + ", which does not fit "
              + want
              + " bytes in a file of "
              + size);
    }
    if (want > Integer.MAX_VALUE) {
      throw broken("holds " + name + " of " + want + " bytes; a tensor may have 2 GB");
    }
    return new Entry(type, shape, start + begin, (int) want);
  }

  private IOException broken(String what) {
    return new IOException(file + " " + what + "; copy or download it again");
  }

  /** Names in the header's order. */
  public Set<String> names() {
    return entries.keySet();
  }

  /** Shape of a tensor, which must exist. */
  public Shape shape(String name) {
    return new Shape(entries.get(name).shape());
  }

  /**
   * Reads a tensor into a manager; floating types are widened to fp32, others stay as they are.
   *
   * @throws IOException if the file holds no such tensor
   */
  public NDArray read(String name, NDManager manager) throws IOException {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new IOException(file + " has no tensor " + name);
    }
    ByteBuffer bytes =
        channel
            .map(FileChannel.MapMode.READ_ONLY, entry.offset(), entry.bytes())
            .order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer own = ByteBuffer.allocateDirect(entry.bytes()).order(ByteOrder.nativeOrder());
    own.put(bytes).rewind();
    Shape shape = new Shape(entry.shape());
    try (Scope scope = Scope.open()) {
      NDArray raw = Scope.manager().create(own, shape, TYPES.get(entry.type()));
      NDArray result =
          switch (entry.type()) {
            case "BF16" -> Ops.toFloat32(Ops.bitsAsBfloat16(raw));
            case "F16" -> Ops.toFloat32(raw);
            default -> raw.duplicate();
          };
      result.attach(manager);
      return result;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
