package borboleta.translate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * Lets one run at a time pay for what a journal does not hold: two that began together would both
 * be billed for the same segments.
 *
 * <p>The lock is the system's, on a file {@code JOURNAL.lock} beside the journal, and goes with the
 * process that holds it, however that ends; the file stays and holds nobody up. It tells who holds
 * the lock.
 */
final class JournalLock implements Journal.Claim {
  /** Far behind the holder's number, so that it can be read where locks forbid reading. */
  private static final long PLACE = 1L << 40;

  private static final int LONGEST = 32;

  /** Locks belong to the whole process, and closing any channel of the file would free them. */
  private static final Set<Path> OURS = new HashSet<>();

  private final Path journal;
  private final FileChannel channel;

  private JournalLock(Path journal, FileChannel channel) {
    this.journal = journal;
    this.channel = channel;
  }

  /**
   * Takes the lock, or does not wait for it.
   *
   * @param journal a file that exists
   * @throws IOException naming the journal, who holds the lock, and the way out
   */
  static JournalLock take(Path journal) throws IOException {
    Path real = journal.toRealPath();
    synchronized (OURS) {
      if (!OURS.add(real)) {
        throw held(journal, Long.toString(ProcessHandle.current().pid()));
      }
    }
    FileChannel channel = null;
    try {
      Path file = real.resolveSibling(real.getFileName() + ".lock");
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (channel.tryLock(PLACE, 1, false) == null) {
        throw held(journal, holder(channel));
      }
      ByteBuffer pid =
          StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + System.lineSeparator());
      channel.truncate(0).write(pid, 0);
      return new JournalLock(real, channel);
    } catch (IOException | RuntimeException e) {
      free(real, channel);
      throw e;
    }
  }

  private static IOException held(Path journal, String process) {
    return new IOException(
        "%s is in use by process %s, which pays for what it lacks; wait for that run or stop it, then give the same command again, or name another file with --journal"
            .formatted(journal, process));
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(LONGEST);
    channel.read(text, 0);
    String pid = StandardCharsets.US_ASCII.decode(text.flip()).toString().strip();
    // Between taking the lock and writing its number a process has none.
    return pid.matches("\\d+") ? pid : "(just started)";
  }

  private static void free(Path journal, FileChannel channel) throws IOException {
    try {
      if (channel != null) {
        channel.close();
      }
    } finally {
      synchronized (OURS) {
        OURS.remove(journal);
      }
    }
  }

  @Override
  public void close() throws IOException {
    free(journal, channel);
  }
}
