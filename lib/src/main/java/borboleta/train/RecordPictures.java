package borboleta.train;

import borboleta.data.LlavaRecord;
import borboleta.hub.LlavaPictures;
import borboleta.image.PictureProcessor;
import borboleta.image.PictureReader;
import borboleta.model.Llava;
import borboleta.train.recipe.InputSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The pictures of records, as the tower reads them. */
final class RecordPictures {
  private final Path folder;
  private final PictureProcessor processor;

  /**
   * Prepares to read pictures.
   *
   * @param base model folder, which says how pictures become pixel values
   */
  RecordPictures(Path folder, Path base, Llava.Config config, InputSettings input)
      throws IOException {
    this.folder = folder.toAbsolutePath().normalize();
    processor = LlavaPictures.of(base, config, input.imageAspectRatio());
  }

  /**
   * The file of a record's picture.
   *
   * @throws IOException naming the record, if the file is missing or outside the folder
   */
  Path file(LlavaRecord record) throws IOException {
    Path file = folder.resolve(record.image()).normalize();
    if (!file.startsWith(folder)) {
      throw new IOException(
          "record %s names a picture outside its folder: %s"
              .formatted(record.id(), record.image()));
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "record %s has no picture %s in %s".formatted(record.id(), record.image(), folder));
    }
    return file;
  }

  /**
   * Pixel values (C, S, S) of a record's picture.
   *
   * @throws IOException naming the record, if the picture cannot be read
   */
  float[] pixels(LlavaRecord record) throws IOException {
    Path file = file(record);
    try {
      return processor.apply(PictureReader.read(file));
    } catch (IOException e) {
      throw new IOException("record %s: %s".formatted(record.id(), e.getMessage()), e);
    }
  }
}
