package borboleta.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads the pictures of a batch, several at a time. */
final class PictureLoader implements AutoCloseable {
  private final Examples examples;
  private final RecordPictures pictures;
  private final ExecutorService workers;
  private final Skipped skipped;

  /**
   * The rows of a batch whose pictures could be read, and the pixels of those that have one.
   *
   * @param pictures (C·S·S) floats each
   */
  record Loaded(int[] rows, List<float[]> pictures) {}

  /**
   * Makes a loader.
   *
   * @param workers threads; 0 for one
   * @param skipped takes records whose picture cannot be read, or null to fail at the first
   */
  PictureLoader(Examples examples, RecordPictures pictures, int workers, Skipped skipped) {
    this.examples = examples;
    this.pictures = pictures;
    this.skipped = skipped;
    this.workers =
        Executors.newFixedThreadPool(
            Math.max(1, workers),
            task -> {
              Thread thread = new Thread(task, "pictures");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Reads a batch.
   *
   * @throws IOException naming the record, if a picture cannot be read and none may be skipped
   */
  Loaded load(int[] rows) throws IOException {
    List<Future<float[]>> waiting = new ArrayList<>();
    for (int row : rows) {
      waiting.add(
          workers.submit(
              () ->
                  examples.hasPicture(row) ? pictures.pixels(examples.record(row)) : new float[0]));
    }
    List<Integer> kept = new ArrayList<>();
    List<float[]> read = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      try {
        float[] pixels = waiting.get(i).get();
        kept.add(rows[i]);
        if (pixels.length > 0) {
          read.add(pixels);
        }
      } catch (ExecutionException e) {
        if (skipped == null || !(e.getCause() instanceof IOException)) {
          throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
        skipped.add(examples.record(rows[i]).id(), e.getCause().getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("the run was interrupted", e);
      }
    }
    return new Loaded(kept.stream().mapToInt(Integer::intValue).toArray(), read);
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
