package borboleta.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawingsTests {
  @TempDir Path folder;

  @Test
  void everyConceptFillsItsSquareInBothSizes() throws IOException {
    Drawings drawings = Npm.drawings();
    for (Concept c : Npm.CONCEPTS) {
      for (Artist artist : Artist.values()) {
        if (!drawings.has(c.hex(), artist)) {
          continue;
        }
        for (Size size : Size.values()) {
          BufferedImage image = drawings.draw(c.hex(), artist, size.pixels(), true);
          assertEquals(size.pixels(), image.getWidth());
          int longer = Math.max(extent(image, true), extent(image, false));
          assertTrue(
              longer >= size.pixels() - 2, c.english() + " by " + artist + " fills " + longer);
        }
      }
    }
  }

  @Test
  void withoutOutlinesNoBlackIsLeftOfAnOpenMoji() throws IOException {
    Drawings drawings = Npm.drawings();
    String hex = Npm.concept("cat").hex();
    long with = black(drawings.draw(hex, Artist.OPENMOJI, 40, true));
    long without = black(drawings.draw(hex, Artist.OPENMOJI, 40, false));
    assertTrue(with > 10 && without == 0, with + " and " + without);
  }

  @Test
  void drawingThatIsMostlyLineKeepsItsLines() throws IOException {
    Drawings drawings = Npm.drawings();
    String hex = Npm.concept("swan").hex();
    assertEquals(
        black(drawings.draw(hex, Artist.OPENMOJI, 40, true)),
        black(drawings.draw(hex, Artist.OPENMOJI, 40, false)));
  }

  @Test
  void onlyTheSwanOfFluentIsMissingAmongAllConcepts() throws IOException {
    Drawings drawings = Npm.drawings();
    List<String> missing = new ArrayList<>();
    for (Concept concept : Npm.CONCEPTS) {
      for (Artist artist : Artist.values()) {
        if (!drawings.has(concept.hex(), artist)) {
          missing.add(concept.english() + " by " + artist);
        }
      }
    }
    // It is taller than wide, a picture of another form than all others.
    assertEquals(List.of("swan by FLUENT"), missing);
  }

  @Test
  void missingPackageIsNamedWithTheWayOut() {
    IOException e = assertThrows(IOException.class, () -> Drawings.load(folder));
    assertTrue(e.getMessage().contains("OPENMOJI are missing at " + folder), e.getMessage());
    assertTrue(e.getMessage().contains("environment/run"), e.getMessage());
  }

  @Test
  void whatADrawingRefersToOutsideItselfIsNotFetched() throws IOException {
    AtomicInteger visits = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          visits.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    try {
      String outside = "http://localhost:" + server.getAddress().getPort();
      Path svg = Files.createDirectories(folder.resolve("openmoji/color/svg")).resolve("1F408.svg");
      for (Artist artist : Artist.values()) {
        Files.createDirectories(folder.resolve(artist.folder()));
      }
      Files.writeString(
          svg,
          """
          <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72">
            <style>@import url("%1$s/style.css");</style>
            <rect width="9" height="9" fill="#f00"/>
            <image href="%1$s/image.png" width="9" height="9"/>
            <use href="%1$s/other.svg#a"/>
          </svg>
          """
              .formatted(outside));
      Drawings.load(folder).draw("1F408", Artist.OPENMOJI, 40, true);
    } finally {
      server.stop(0);
    }
    assertEquals(0, visits.get());
  }

  @Test
  void emojiNotDrawnIsNamed() throws IOException {
    Drawings drawings = Npm.drawings();
    UncheckedIOException e =
        assertThrows(
            UncheckedIOException.class, () -> drawings.draw("FFFF", Artist.TWEMOJI, 40, true));
    assertTrue(e.getMessage().contains("TWEMOJI has no readable drawing of FFFF"), e.getMessage());
  }

  @Test
  void moreThan1400EmojiAreDrawnByBothAndNoneIsAFlag() throws IOException {
    List<EmojiName> both = EmojiNames.drawnByBoth(Npm.FOLDER, Npm.drawings());
    assertTrue(both.size() > 1400, "" + both.size());
    assertTrue(both.stream().noneMatch(n -> n.english().startsWith("flag: ")));
    assertTrue(both.stream().noneMatch(n -> n.hex().contains("1F3FB")));
  }

  private static int extent(BufferedImage image, boolean across) {
    int first = Integer.MAX_VALUE;
    int last = -1;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (image.getRGB(x, y) >>> 24 != 0) {
          first = Math.min(first, across ? x : y);
          last = Math.max(last, across ? x : y);
        }
      }
    }
    return last - first + 1;
  }

  private static long black(BufferedImage image) {
    int side = image.getWidth();
    int[] pixels = image.getRGB(0, 0, side, side, null, 0, side);
    return Arrays.stream(pixels).filter(p -> p == 0xFF000000).count();
  }
}
