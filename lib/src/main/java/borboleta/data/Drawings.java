package borboleta.data;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DomElement;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import com.github.weisj.jsvg.renderer.NullPlatformSupport;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

/**
 * The artists' emoji as pictures of any size; safe for several threads.
 *
 * <p>A drawing is scaled until its ink, not its canvas, fills the square: OpenMoji leaves a margin
 * and Twemoji does not, and size should tell nothing about the artist.
 */
public final class Drawings {
  private static final int PROBE_PIXELS = 144;

  private final Path npm;
  private final Map<Key, BufferedImage> drawn = new ConcurrentHashMap<>();
  private final Map<Artist, IconSet> icons = new ConcurrentHashMap<>();

  private record Key(String hex, Artist artist, int pixels, boolean outline) {}

  private Drawings(Path npm) {
    this.npm = npm;
  }

  /**
   * Opens the drawings in a folder of npm packages (openmoji, @twemoji/svg and
   *
   * @lobehub/fluent-emoji-flat).
   * @throws IOException when a package is missing
   */
  public static Drawings load(Path npm) throws IOException {
    Drawings drawings = new Drawings(npm);
    for (Artist artist : Artist.values()) {
      if (!Files.isDirectory(drawings.folder(artist))) {
        throw new IOException(
            "the drawings of %s are missing at %s; environment/run installs them"
                .formatted(artist, drawings.folder(artist)));
      }
    }
    return drawings;
  }

  /** Tells whether an artist has drawn an emoji. */
  public boolean has(String hex, Artist artist) {
    return isIconSet(artist) ? icons(artist).has(hex) : Files.isRegularFile(file(hex, artist));
  }

  /**
   * Draws an emoji in a square with a clear background.
   *
   * <p>The picture is shared: paint it, do not change it.
   *
   * @param outline false leaves out OpenMoji's black lines, which makes it flat like Twemoji,
   *     unless hardly anything is left; the others have none
   * @throws UncheckedIOException when the artist has not drawn it
   */
  public BufferedImage draw(String hex, Artist artist, int pixels, boolean outline) {
    boolean lines = outline || artist != Artist.OPENMOJI;
    return drawn.computeIfAbsent(new Key(hex, artist, pixels, lines), this::draw);
  }

  private BufferedImage draw(Key key) {
    SVGDocument document = read(key, true);
    BufferedImage probe = probe(document);
    if (!key.outline) {
      SVGDocument flat = read(key, false);
      BufferedImage flatProbe = probe(flat);
      // Mostly line or white: without its outline, a swan is a beak on a white ground.
      if (4 * count(flatProbe, Drawings::showsOnWhite) > count(probe, pixel -> pixel >>> 24 != 0)) {
        document = flat;
        probe = flatProbe;
      }
    }
    return render(document, key.pixels, inkBox(probe));
  }

  private static BufferedImage probe(SVGDocument document) {
    return render(document, PROBE_PIXELS, new Rectangle(0, 0, PROBE_PIXELS, PROBE_PIXELS));
  }

  private static long count(BufferedImage image, IntPredicate which) {
    int side = image.getWidth();
    return Arrays.stream(image.getRGB(0, 0, side, side, null, 0, side)).filter(which).count();
  }

  private static boolean showsOnWhite(int pixel) {
    boolean white = (pixel & 0xE0E0E0) == 0xE0E0E0;
    return pixel >>> 24 != 0 && !white;
  }

  private SVGDocument read(Key key, boolean outline) {
    Path place = place(key);
    LoaderContext context =
        LoaderContext.builder()
            // A drawing is one file: whatever it refers to outside itself is not fetched.
            .externalResourcePolicy(ResourcePolicy.DENY_EXTERNAL)
            .preProcessor(outline ? root -> {} : Drawings::hideLines)
            .build();
    try (InputStream in = open(key)) {
      SVGDocument document = new SVGLoader().load(in, place.toUri(), context);
      if (document == null) {
        throw new IOException("not an SVG picture: " + place);
      }
      return document;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s has no readable drawing of %s at %s".formatted(key.artist, key.hex, place), e);
    }
  }

  private InputStream open(Key key) throws IOException {
    if (!isIconSet(key.artist)) {
      return Files.newInputStream(file(key.hex, key.artist));
    }
    String svg = icons(key.artist).svg(key.hex);
    if (svg == null) {
      throw new NoSuchFileException(place(key).toString());
    }
    return new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8));
  }

  private static void hideLines(DomElement element) {
    String id = element.id();
    if (id != null && id.startsWith("line")) {
      element.setAttribute("display", "none");
    }
    element.children().forEach(Drawings::hideLines);
  }

  /**
   * Renders the part of the canvas that {@code window} names, in probe pixels, as a square of
   * {@code pixels}.
   */
  private static BufferedImage render(SVGDocument document, int pixels, Rectangle window) {
    BufferedImage image = new BufferedImage(pixels, pixels, BufferedImage.TYPE_INT_ARGB);
    int side = Math.max(window.width, window.height);
    double scale = (double) pixels / side;
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.scale(scale, scale);
    g.translate((side - window.width) / 2.0 - window.x, (side - window.height) / 2.0 - window.y);
    document.renderWithPlatform(
        NullPlatformSupport.INSTANCE, g, new ViewBox(0, 0, PROBE_PIXELS, PROBE_PIXELS));
    g.dispose();
    return image;
  }

  private static Rectangle inkBox(BufferedImage image) {
    Rectangle box = null;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (image.getRGB(x, y) >>> 24 != 0) {
          Rectangle pixel = new Rectangle(x, y, 1, 1);
          box = box == null ? pixel : box.union(pixel);
        }
      }
    }
    return box == null ? new Rectangle(0, 0, image.getWidth(), image.getHeight()) : box;
  }

  private static boolean isIconSet(Artist artist) {
    return artist == Artist.FLUENT || artist == Artist.NOTO;
  }

  /** Reads a set of icons when it is first asked for: most runs never need one. */
  private IconSet icons(Artist artist) {
    return icons.computeIfAbsent(
        artist,
        a -> {
          try {
            return IconSet.read(folder(a));
          } catch (IOException e) {
            throw new UncheckedIOException(
                "the drawings of %s cannot be read at %s".formatted(a, folder(a)), e);
          }
        });
  }

  private Path folder(Artist artist) {
    return npm.resolve(artist.folder());
  }

  /** Where a drawing comes from, for messages. */
  private Path place(Key key) {
    return isIconSet(key.artist)
        ? folder(key.artist).resolve("icons.json")
        : file(key.hex, key.artist);
  }

  private Path file(String hex, Artist artist) {
    if (artist == Artist.OPENMOJI) {
      return folder(artist).resolve(hex + ".svg");
    }
    // Twemoji drops the variation selector from the names of all but joined sequences.
    String name = hex.toLowerCase(Locale.ROOT);
    return folder(artist)
        .resolve((name.contains("200d") ? name : name.replace("-fe0f", "")) + ".svg");
  }
}
