package borboleta.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Paints many pictures into a folder as PNG files, on all processors; the files do not depend on
 * their number.
 */
final class PictureFolder {
  private static final int CHUNK = 200;

  private PictureFolder() {}

  /**
   * Paints all pictures.
   *
   * @throws IOException the first failure to write; no picture is begun after it
   */
  static void paint(Path folder, List<Picture> pictures, ScenePainter painter, Progress progress)
      throws IOException {
    Files.createDirectories(folder);
    ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<?>> chunks = new ArrayList<>();
      for (int i = 0; i < pictures.size(); i += CHUNK) {
        List<Picture> chunk = pictures.subList(i, Math.min(i + CHUNK, pictures.size()));
        chunks.add(
            workers.submit(
                () -> {
                  write(folder, chunk, painter);
                  return null;
                }));
      }
      for (int i = 0; i < chunks.size(); i++) {
        chunks.get(i).get();
        progress.update(Math.min((i + 1) * CHUNK, pictures.size()), pictures.size(), "pictures");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while painting pictures into " + folder);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException("could not paint: " + e.getCause(), e.getCause());
    } finally {
      workers.shutdownNow();
      awaitEnd(workers);
    }
  }

  private static void write(Path folder, List<Picture> pictures, ScenePainter painter)
      throws IOException {
    for (Picture picture : pictures) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      Files.write(
          folder.resolve(picture.name()), png(painter.paint(picture.scene(), picture.inks())));
    }
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // A memory stream: ImageIO's default would put a temporary file behind each picture.
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    }
    return bytes.toByteArray();
  }

  /** Waits until no worker writes any more, so that the folder can be removed. */
  private static void awaitEnd(ExecutorService workers) {
    boolean interrupted = Thread.interrupted();
    while (!workers.isTerminated()) {
      try {
        workers.awaitTermination(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
