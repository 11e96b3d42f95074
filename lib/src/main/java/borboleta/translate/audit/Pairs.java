package borboleta.translate.audit;

import borboleta.data.Progress;
import borboleta.translate.RawRecords;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongConsumer;

/**
 * The records of two files, each beside its translation, to be read in any order and by many
 * threads. In memory are only ids and places; a record is read when it is asked for.
 *
 * <p>First come the records of the source in their order, then what the translation has too much.
 */
public final class Pairs implements Closeable {
  private final Path sourceFile;
  private final Path translatedFile;
  private final List<Place> source;
  private final List<Place> translated;
  private final int[] translations;
  private final boolean[] moved;
  private final List<Integer> left;
  private final FileChannel sourceBytes;
  private final FileChannel translatedBytes;
  private final ObjectMapper json = RawRecords.mapper();

  private Pairs(Path sourceFile, Path translatedFile, List<Place> source, List<Place> translated)
      throws IOException {
    this.sourceFile = sourceFile;
    this.translatedFile = translatedFile;
    this.source = source;
    this.translated = translated;
    Alignment alignment = new Alignment(source, translated);
    this.translations = alignment.translations();
    this.moved = alignment.moved();
    this.left = alignment.left();
    this.sourceBytes = FileChannel.open(sourceFile);
    this.translatedBytes = FileChannel.open(translatedFile);
  }

  /**
   * Reads both files once, side by side, and finds each record's translation.
   *
   * @param progress hears bytes of both files
   * @throws IOException when a file is missing, damaged or holds what is not a record
   */
  public static Pairs open(Path source, Path translated, Progress progress) throws IOException {
    for (Path file : List.of(source, translated)) {
      if (!Files.isRegularFile(file)) {
        throw new IOException("there is no file of records at " + file);
      }
    }
    long bytes = Files.size(source) + Files.size(translated);
    AtomicLongArray done = new AtomicLongArray(2);
    CompletableFuture<List<Place>> other =
        CompletableFuture.supplyAsync(() -> scan(translated, end -> done.set(1, end)));
    LongConsumer both =
        end -> {
          done.set(0, end);
          progress.update(done.get(0) + done.get(1), bytes, "bytes");
        };
    try {
      List<Place> first = Place.scan(source, both);
      return new Pairs(source, translated, first, other.join());
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException wrapped) {
        throw wrapped.getCause();
      }
      throw e;
    }
  }

  private static List<Place> scan(Path file, LongConsumer bytes) {
    try {
      return Place.scan(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file that was translated. */
  public Path sourceFile() {
    return sourceFile;
  }

  /** Its translation. */
  public Path translatedFile() {
    return translatedFile;
  }

  /** How many pairs there are, those with one side only included. */
  public int size() {
    return source.size() + left.size();
  }

  /** Bytes of a pair in both files. */
  int bytes(int index) {
    int other = index < source.size() ? translations[index] : left.get(index - source.size());
    return (index < source.size() ? source.get(index).length() : 0)
        + (other < 0 ? 0 : translated.get(other).length());
  }

  /**
   * Reads a pair.
   *
   * @param index from 0
   * @throws IOException when a file has changed since it was opened
   */
  public Pair get(int index) throws IOException {
    if (index >= source.size()) {
      int other = left.get(index - source.size());
      return new Pair(0, null, other + 1, read(translatedBytes, translated.get(other)), false);
    }
    ObjectNode record = read(sourceBytes, source.get(index));
    int other = translations[index];
    return other < 0
        ? new Pair(index + 1, record, 0, null, false)
        : new Pair(
            index + 1,
            record,
            other + 1,
            read(translatedBytes, translated.get(other)),
            moved[index]);
  }

  private ObjectNode read(FileChannel file, Place place) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(place.length());
    while (bytes.hasRemaining()) {
      if (file.read(bytes, place.begin() + bytes.position()) < 0) {
        throw new IOException("a file became shorter while it was read; audit it again");
      }
    }
    return (ObjectNode) json.readTree(bytes.array());
  }

  @Override
  public void close() throws IOException {
    try (FileChannel one = sourceBytes;
        FileChannel two = translatedBytes) {}
  }
}
