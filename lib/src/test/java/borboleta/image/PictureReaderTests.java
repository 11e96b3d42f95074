package borboleta.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureReaderTests {
  private static final Path PICTURES = Path.of("src/test/resources/pictures");

  @TempDir Path folder;

  /** Every format and turn against the PNG that Pillow made of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cmyk.jpg", "ycck.jpg", "grey.jpg", "lossy.webp", "clear.webp", "moving.gif", "turn1.jpg",
        "turn2.jpg", "turn3.jpg", "turn4.jpg", "turn5.jpg", "turn6.jpg", "turn7.jpg", "turn8.jpg"
      })
  void everyFormatGivesTheSamePixelsAsPillow(String name) throws IOException {
    BufferedImage got = PictureReader.read(PICTURES.resolve(name));
    BufferedImage want =
        PictureReader.read(PICTURES.resolve(name.substring(0, name.indexOf('.')) + ".png"));
    assertEquals(want.getWidth(), got.getWidth());
    assertEquals(want.getHeight(), got.getHeight());
    for (int y = 0; y < want.getHeight(); y++) {
      for (int x = 0; x < want.getWidth(); x++) {
        assertEquals(Integer.toHexString(want.getRGB(x, y)), Integer.toHexString(got.getRGB(x, y)));
      }
    }
  }

  @Test
  void jpegThatClaimsTooManyPixelsIsRefusedBeforeDecoding() throws IOException {
    byte[] bytes = Files.readAllBytes(PICTURES.resolve("turn1.jpg"));
    for (int i = 0; i + 9 < bytes.length; i++) {
      if (bytes[i] == (byte) 0xFF && bytes[i + 1] == (byte) 0xC0) { // the frame: height, width
        bytes[i + 5] = (byte) 0xEA;
        bytes[i + 7] = (byte) 0xEA;
      }
    }
    Path file = Files.write(folder.resolve("huge.jpg"), bytes);
    IOException e = assertThrows(IOException.class, () -> PictureReader.read(file));
    assertTrue(e.getMessage().contains("huge.jpg claims"), e.getMessage());
  }

  @Test
  void damagedExifLeavesThePictureAsItIs() throws IOException {
    byte[] bytes = Files.readAllBytes(PICTURES.resolve("turn6.jpg"));
    int exif = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("Exif");
    Arrays.fill(bytes, exif + 6, exif + 14, (byte) 0x55);
    Path file = Files.write(folder.resolve("exif.jpg"), bytes);
    assertEquals(40, PictureReader.read(file).getWidth());
  }

  @Test
  void pictureThatClaimsTooManyPixelsIsRefusedBeforeDecoding() throws IOException {
    Path file = folder.resolve("huge.png");
    Files.write(file, pngHeader(60_000, 60_000));
    IOException e = assertThrows(IOException.class, () -> PictureReader.read(file));
    assertTrue(
        e.getMessage().contains("huge.png claims 60000 x 60000 pixels (3600 megapixels)"),
        e.getMessage());
    assertTrue(e.getMessage().contains("at most 64 megapixels"), e.getMessage());
  }

  @Test
  void missingPictureIsNamed() {
    Path file = folder.resolve("none.png");
    IOException e = assertThrows(IOException.class, () -> PictureReader.read(file));
    assertEquals("there is no picture at " + file, e.getMessage());
  }

  @Test
  void textIsNoPicture() throws IOException {
    Path file = Files.writeString(folder.resolve("letter.png"), "Dear reader");
    IOException e = assertThrows(IOException.class, () -> PictureReader.read(file));
    assertTrue(e.getMessage().contains("letter.png is no picture"), e.getMessage());
  }

  @Test
  void pictureThatIsCutOffIsCalledDamaged() throws IOException {
    Path file = folder.resolve("cut.png");
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    BufferedImage noise = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64 * 64; i++) {
      noise.setRGB(i % 64, i / 64, i * 0x9E3779B9);
    }
    ImageIO.write(noise, "png", whole);
    Files.write(file, Arrays.copyOf(whole.toByteArray(), whole.size() / 2));
    IOException e = assertThrows(IOException.class, () -> PictureReader.read(file));
    assertTrue(e.getMessage().contains("cut.png is damaged"), e.getMessage());
  }

  @Test
  void greyKeepsItsStoredValues() throws IOException {
    BufferedImage grey = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
    for (int v = 0; v < 256; v++) {
      grey.getRaster().setSample(v, 0, 0, v);
    }
    Path file = folder.resolve("grey.png");
    ImageIO.write(grey, "png", file.toFile());
    BufferedImage read = PictureReader.read(file);
    for (int v = 0; v < 256; v++) {
      assertEquals(v * 0x010101, read.getRGB(v, 0) & 0xFFFFFF);
    }
  }

  @Test
  void transparencyIsDroppedAndColourKept() throws IOException {
    BufferedImage clear = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
    clear.setRGB(0, 0, 0x40C08040);
    Path file = folder.resolve("clear.png");
    ImageIO.write(clear, "png", file.toFile());
    assertEquals(0xC08040, PictureReader.read(file).getRGB(0, 0) & 0xFFFFFF);
  }

  /** The signature and the header chunk of a PNG, which is all that a reader needs for the size. */
  private static byte[] pngHeader(int width, int height) throws IOException {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    DataOutputStream header = new DataOutputStream(chunk);
    header.write("IHDR".getBytes(StandardCharsets.US_ASCII));
    header.writeInt(width);
    header.writeInt(height);
    header.write(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(chunk.toByteArray());
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(png);
    out.writeLong(0x89504E470D0A1A0AL);
    out.writeInt(13);
    out.write(chunk.toByteArray());
    out.writeInt((int) crc.getValue());
    return png.toByteArray();
  }
}
