package borboleta.tensor;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A part of a file mapped into memory, and unmapped when it is closed.
 *
 * <p>Java 17 unmaps only when the buffer is collected, and until then every page that was read
 * counts as the process's memory: a checkpoint would be there twice. {@code Unsafe.invokeCleaner}
 * unmaps at once; where a Java has it no more, the collector does it.
 */
final class FileWindow implements AutoCloseable {
  private static final Object UNSAFE;
  private static final Method CLEANER;

  static {
    Object unsafe = null;
    Method cleaner = null;
    try {
      Class<?> type = Class.forName("sun.misc.Unsafe");
      Field field = type.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      unsafe = field.get(null);
      cleaner = type.getMethod("invokeCleaner", ByteBuffer.class);
    } catch (ReflectiveOperationException | RuntimeException e) {
      cleaner = null;
    }
    UNSAFE = unsafe;
    CLEANER = cleaner;
  }

  private MappedByteBuffer bytes;

  /** Maps bytes that the file must have. */
  FileWindow(FileChannel channel, long position, long size) throws IOException {
    bytes = channel.map(FileChannel.MapMode.READ_ONLY, position, size);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The mapped bytes; not to be touched after {@link #close}. */
  ByteBuffer bytes() {
    return bytes;
  }

  @Override
  public void close() {
    MappedByteBuffer mapped = bytes;
    bytes = null;
    if (CLEANER != null && mapped != null && mapped.capacity() > 0) {
      try {
        CLEANER.invoke(UNSAFE, mapped);
      } catch (ReflectiveOperationException e) {
        // The collector unmaps it later.
      }
    }
  }
}
