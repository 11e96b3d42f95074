package borboleta.data;

import java.util.Collections;
import java.util.List;

/** A scene to be painted into a file of this name, each thing in its ink. */
public record Picture(String name, Scene scene, List<Ink> inks) {
  /** A scene by one artist. */
  public static Picture by(Artist artist, String name, Scene scene) {
    return new Picture(
        name, scene, Collections.nCopies(scene.things().size(), new Ink(artist, true)));
  }
}
