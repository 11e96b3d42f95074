package borboleta.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import borboleta.tensor.SafeTensorsHeader.BrokenHeader;
import borboleta.tensor.SafeTensorsHeader.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * A safetensors file, memory mapped: eight bytes of header length, a JSON header, then the tensors.
 *
 * <p>Neither file nor tensor has a size limit: a tensor is allocated once and filled through a
 * window that moves over the file, so reading takes the tensor's memory and a window's. The file
 * must not shrink while it is open.
 */
public final class SafeTensors implements AutoCloseable {
  /**
   * Bytes of a window: its copies stay in the processor's cache, and they are small enough for the
   * C library to reuse, where larger ones scatter over its heaps and a gigabyte is lost.
   */
  static final int WINDOW = 4 << 20;

  /** How Java sees bf16. */
  private static final DataType BFLOAT16 = DataType.UNKNOWN;

  private final Path file;
  private final FileChannel channel;
  private final long start;
  private final int window;
  private final Map<String, Entry> entries;

  private SafeTensors(Path file, FileChannel channel, int window) throws IOException {
    this.file = file;
    this.channel = channel;
    this.window = window;
    long size = channel.size();
    try {
      long length = headerLength(size);
      byte[] text = new byte[(int) length];
      try (FileWindow header = new FileWindow(channel, 8, length)) {
        header.bytes().get(text);
      }
      start = 8 + length;
      entries = SafeTensorsHeader.parse(text, size - start);
    } catch (BrokenHeader e) {
      throw broken(e.getMessage());
    }
  }

  /**
   * Opens a file and checks its header.
   *
   * @throws IOException if the file is missing, a pickle, cut short, or its header does not
   *     describe it
   */
  public static SafeTensors open(Path file) throws IOException {
    return open(file, WINDOW);
  }

  static SafeTensors open(Path file, int window) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " is missing");
    }
    FileChannel channel = FileChannel.open(file);
    try {
      Pickle.refuse(file, channel);
      return new SafeTensors(file, channel, window);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private long headerLength(long size) throws IOException {
    if (size < 8) {
      throw new BrokenHeader("has " + size + " bytes, too few for a header");
    }
    try (FileWindow first = new FileWindow(channel, 0, 8)) {
      long length = first.bytes().getLong();
      if (length < 2 || length > size - 8 || length > SafeTensorsHeader.MOST_BYTES) {
        throw new BrokenHeader("claims a header of " + length + " bytes in a file of " + size);
      }
      return length;
    }
  }

  private IOException broken(String what) {
    return new IOException(file + " " + what + "; copy or download it again");
  }

  /** The file, for messages. */
  public Path file() {
    return file;
  }

  /** Names in the header's order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(entries.keySet());
  }

  /**
   * Shape of a tensor.
   *
   * @throws IOException if the file holds no such tensor
   */
  public Shape shape(String name) throws IOException {
    return new Shape(entry(name).shape());
  }

  /**
   * The type's name in the file, such as {@code BF16}.
   *
   * @throws IOException if the file holds no such tensor
   */
  public String type(String name) throws IOException {
    return entry(name).type().name();
  }

  private Entry entry(String name) throws IOException {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new IOException(file + " has no tensor " + name);
    }
    return entry;
  }

  /**
   * Reads a tensor into a manager; floating types become fp32, others stay as they are.
   *
   * @throws IOException if the file holds no such tensor, or it holds NaN
   */
  public NDArray read(String name, NDManager manager) throws IOException {
    return read(name, manager, WeightType.FLOAT32);
  }

  /**
   * Reads a tensor into a manager. Java sees bf16 as {@code UNKNOWN}; integers that DJL lacks are
   * widened.
   *
   * @param type of floating tensors in memory; others stay as they are
   * @throws IOException if the file holds no such tensor, or it holds NaN
   */
  public NDArray read(String name, NDManager manager, WeightType type) throws IOException {
    Entry entry = entry(name);
    DataType own = entry.type().kept;
    if (!entry.type().isFloating() || type == WeightType.STORED) {
      return fill(entry, own, manager);
    }
    return fill(entry, type == WeightType.FLOAT32 ? DataType.FLOAT32 : BFLOAT16, manager);
  }

  private NDArray fill(Entry entry, DataType type, NDManager manager) throws IOException {
    Torch.ready();
    Shape shape = new Shape(entry.shape());
    NDArray target = empty(shape, type, manager);
    try {
      int step = Math.max(1, window / entry.type().bytes);
      long count = shape.size();
      for (long at = 0; at < count; at += step) {
        long size = Math.min(step, count - at);
        long position = start + entry.begin() + at * entry.type().bytes;
        try (FileWindow bytes = new FileWindow(channel, position, size * entry.type().bytes);
            Scope scope = Scope.open()) {
          NDArray part = raw(entry.type(), bytes.bytes(), size); // (size)
          Ops.copyWindow(target, part, at);
          if (entry.type().isFloating() && Ops.hasNan(part)) {
            throw new IOException(
                "%s holds NaN in %s; the training that made it failed, so take an earlier checkpoint"
                    .formatted(file, entry.name()));
          }
        }
      }
      return target;
    } catch (IOException | RuntimeException e) {
      target.close();
      throw e;
    }
  }

  private static NDArray empty(Shape shape, DataType type, NDManager manager) {
    if (type != BFLOAT16) {
      return manager.create(shape, type);
    }
    try (Scope scope = Scope.open();
        NDArray like = manager.create(shape, DataType.FLOAT16)) { // no page of it is touched
      NDArray target = Ops.emptyBfloat16Like(like);
      target.attach(manager);
      return target;
    }
  }

  private static NDArray raw(StoredType type, ByteBuffer bytes, long size) {
    Shape flat = new Shape(size);
    if (type.isWidened()) {
      return Scope.manager().create(widened(type, bytes, (int) size), flat, type.raw);
    }
    NDArray raw = Scope.manager().create(bytes, flat, type.raw);
    return type == StoredType.BF16 ? Ops.bitsAsBfloat16(raw) : raw;
  }

  private static ByteBuffer widened(StoredType type, ByteBuffer bytes, int size) {
    ByteBuffer wide =
        ByteBuffer.allocateDirect(size * type.raw.getNumOfBytes()).order(ByteOrder.nativeOrder());
    for (int i = 0; i < size; i++) {
      switch (type) {
        case I16 -> wide.putInt(bytes.getShort(i * 2));
        case U16 -> wide.putInt(Short.toUnsignedInt(bytes.getShort(i * 2)));
        case U32 -> wide.putLong(Integer.toUnsignedLong(bytes.getInt(i * 4)));
        default -> throw new IllegalStateException(type + " is not widened");
      }
    }
    return wide.rewind();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
