package borboleta.course;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one notebook at a time make parts of the journey; the system frees it if the kernel dies.
 */
final class BuildLock implements AutoCloseable {
  /** File locks are held by the whole process, so its threads take turns here. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final FileChannel channel;

  private BuildLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits for the turn. A part may ask for another one while it is made. */
  static BuildLock take(Path build) throws IOException {
    THREADS.lock();
    if (THREADS.getHoldCount() > 1) {
      return new BuildLock(null);
    }
    try {
      Files.createDirectories(build);
      FileChannel channel =
          FileChannel.open(
              build.resolve("journey.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.lock();
      return new BuildLock(channel);
    } catch (IOException | RuntimeException e) {
      THREADS.unlock();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (channel != null) {
        channel.close();
      }
    } finally {
      THREADS.unlock();
    }
  }
}
