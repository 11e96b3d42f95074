package borboleta.train.base;

import borboleta.data.Artist;
import borboleta.data.Concept;
import borboleta.data.Drawings;
import borboleta.data.Ink;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * By whom things are drawn while the base learns to see: by each artist as often as by any other,
 * but for the drawings that are held back.
 */
final class Hands {
  private final Drawings drawings;
  private final Set<String> heldBack;

  Hands(Drawings drawings, List<Concept> concepts) {
    this.drawings = drawings;
    this.heldBack =
        concepts.stream()
            .filter(concept -> !concept.bothArtists())
            .map(Concept::hex)
            .collect(Collectors.toSet());
  }

  /** Emoji whose drawing by Twemoji is never shown. */
  Set<String> heldBack() {
    return heldBack;
  }

  /**
   * Chooses the ink of a thing.
   *
   * @param flat the share of OpenMoji's drawings without their outlines, 0 to 1
   */
  Ink ink(String hex, double flat, SplittableRandom random) {
    List<Artist> artists = new ArrayList<>(List.of(Artist.OPENMOJI));
    if (!heldBack.contains(hex)) {
      artists.add(Artist.TWEMOJI);
    }
    for (Artist artist : List.of(Artist.FLUENT, Artist.NOTO)) {
      if (drawings.has(hex, artist)) {
        artists.add(artist);
      }
    }
    Artist artist = artists.get(random.nextInt(artists.size()));
    return new Ink(artist, random.nextDouble() >= flat);
  }
}
