package borboleta.course;

import borboleta.data.HtmlText;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A piece of HTML that a notebook shows as it is; the last expression of a cell may be one. */
public record Html(String text) {

  /** Returns the text with the five characters that HTML reserves written as entities. */
  public static String escape(String text) {
    return HtmlText.escape(text);
  }

  /** Returns the picture as a PNG file's bytes. */
  static byte[] png(RenderedImage picture) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      if (!ImageIO.write(picture, "png", out)) {
        throw new IOException("no PNG writer takes this picture; convert it to RGB or ARGB first");
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return text.replaceAll("<[^>]*>", " ")
        .replaceAll("\\s+", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
        .strip();
  }
}
