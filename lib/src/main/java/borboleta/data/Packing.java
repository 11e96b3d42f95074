package borboleta.data;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** How the bytes of a file are packed. */
public enum Packing {
  /** As they are. */
  NONE("", new byte[0]),
  /** RFC 1952, named .gz. */
  GZIP(".gz", new byte[] {0x1f, (byte) 0x8b}),
  /** RFC 8878, named .zst. */
  ZSTD(".zst", new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd});

  private final String ending;
  private final byte[] magic;

  Packing(String ending, byte[] magic) {
    this.ending = ending;
    this.magic = magic;
  }

  /** Tells by a file's name. */
  public static Packing ofName(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(GZIP.ending) ? GZIP : name.endsWith(ZSTD.ending) ? ZSTD : NONE;
  }

  /** Returns a file's name without what it says of packing: llava.json.gz is llava.json. */
  public static String bareName(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.length() - ofName(file).ending.length());
  }

  /**
   * Opens a file and unpacks it on the way; its first bytes decide how, whatever its name.
   *
   * @throws IOException when it cannot be read, or is named for a packing that it does not have;
   *     reading throws one sentence with the file's name when it is cut off or damaged
   */
  public static InputStream open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      Packing packing = ofContent(raw);
      if (packing == NONE && ofName(file) != NONE) {
        throw new IOException(
            "%s is named %s and does not hold such data; rename it, or copy it again"
                .formatted(file, ofName(file).ending));
      }
      return new Named(
          file,
          switch (packing) {
            case NONE -> raw;
            case GZIP -> new GZIPInputStream(raw, 1 << 16);
            case ZSTD -> new ZstdInputStream(raw);
          });
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /** Packs what is written; closing the result ends the packed stream and closes {@code out}. */
  public OutputStream pack(OutputStream out) throws IOException {
    return switch (this) {
      case NONE -> out;
      case GZIP -> new GZIPOutputStream(out, 1 << 16);
      case ZSTD -> new ZstdOutputStream(out);
    };
  }

  private static Packing ofContent(InputStream in) throws IOException {
    in.mark(4);
    byte[] first = in.readNBytes(4);
    in.reset();
    for (Packing packing : new Packing[] {GZIP, ZSTD}) {
      int length = packing.magic.length;
      if (first.length >= length
          && java.util.Arrays.equals(first, 0, length, packing.magic, 0, length)) {
        return packing;
      }
    }
    return NONE;
  }

  /** Names the file when its data end too early or make no sense. */
  private static final class Named extends FilterInputStream {
    private final Path file;

    Named(Path file, InputStream in) {
      super(in);
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      try {
        return super.read(bytes, from, length);
      } catch (IOException e) {
        throw new IOException(
            "%s is cut off or damaged (%s); make or copy it again".formatted(file, e.getMessage()),
            e);
      }
    }
  }
}
