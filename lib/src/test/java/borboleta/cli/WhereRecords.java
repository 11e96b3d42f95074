package borboleta.cli;

import borboleta.data.LlavaFile;
import borboleta.data.LlavaRecord;
import borboleta.data.Turn;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Records that are enough to train on: one red dot each, and a question about it. */
final class WhereRecords {
  private WhereRecords() {}

  /** Writes {@code records.json} and its pictures into a folder. */
  static void write(Path folder, int count) throws IOException {
    List<LlavaRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
      image.setRGB(i, i, 0xFF0000);
      ImageIO.write(image, "png", folder.resolve(i + ".png").toFile());
      List<Turn> turns = List.of(new Turn("human", "<image>\nWhere?"), new Turn("gpt", "here"));
      records.add(new LlavaRecord("r" + i, i + ".png", turns));
    }
    LlavaFile.write(folder.resolve("records.json"), records);
  }
}
