package borboleta.translate;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Keeps the bytes that a parser has read until they are taken, so that they can be copied. */
final class Tape extends FilterInputStream {
  private byte[] kept = new byte[1 << 16];
  private int size;
  private long begin;

  Tape(InputStream in) {
    super(in);
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int read = super.read(bytes, from, length);
    if (read > 0) {
      keep(bytes, from, read);
    }
    return read;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  private void keep(byte[] bytes, int from, int length) {
    if (size + length > kept.length) {
      kept = Arrays.copyOf(kept, Math.max(kept.length * 2, size + length));
    }
    System.arraycopy(bytes, from, kept, size, length);
    size += length;
  }

  /** Byte of the stream at which the next take begins. */
  long begin() {
    return begin;
  }

  /** Takes the bytes from the last take to byte {@code end} of the stream. */
  byte[] take(long end) {
    int length = Math.toIntExact(end - begin);
    byte[] taken = Arrays.copyOf(kept, length);
    System.arraycopy(kept, length, kept, 0, size - length);
    size -= length;
    begin = end;
    return taken;
  }

  /** Takes everything that is kept. */
  byte[] takeRest() {
    return take(begin + size);
  }
}
