package borboleta.course;

import borboleta.data.WholeFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * Pictures that notebook, slides and site share: shown here, kept as {@code build/figures/NAME.png}
 * with the caption beside it in {@code NAME.txt}.
 */
public final class Figures {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]*");

  private Figures() {}

  /**
   * Shows a chart and keeps it.
   *
   * @param name the file's name without ending: lower case letters, digits, - and _
   * @param caption one sentence; it is the picture's text for those who cannot see it
   * @throws UncheckedIOException when the picture cannot be written
   */
  public static void show(String name, Chart<?, ?> chart, String caption) {
    show(name, BitmapEncoder.getBufferedImage(chart), caption);
  }

  /**
   * Shows a picture and keeps it; see {@link #show(String, Chart, String)}.
   *
   * @throws UncheckedIOException when the picture cannot be written
   */
  public static void show(String name, BufferedImage picture, String caption) {
    save(Workspace.current().figures(), name, picture, caption);
    Show.picture(picture, caption);
  }

  /** Shows captioned pictures side by side and keeps the sheet. */
  public static void show(
      String name, List<BufferedImage> pictures, List<String> captions, String caption) {
    show(name, PictureSheet.of(pictures, captions), caption);
  }

  /**
   * Keeps a picture that is on the screen already, such as a live chart's last state.
   *
   * @throws UncheckedIOException when the picture cannot be written
   */
  public static void keep(String name, BufferedImage picture, String caption) {
    save(Workspace.current().figures(), name, picture, caption);
  }

  static void save(Path folder, String name, BufferedImage picture, String caption) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a figure cannot be named \"%s\"; use lower case letters, digits, - and _"
              .formatted(name));
    }
    try {
      Files.createDirectories(folder);
      Path target = folder.resolve(name + ".png");
      Path beside = folder.resolve(name + ".png.partial");
      Files.write(beside, Html.png(picture));
      Files.move(
          beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      WholeFile.write(folder.resolve(name + ".txt"), out -> out.write(caption + "\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "figure %s could not be written to %s: %s".formatted(name, folder, e.getMessage()), e);
    }
  }
}
