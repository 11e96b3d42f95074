package borboleta.data;

import java.util.List;
import java.util.Locale;

/** The sets of questions that a model is judged by. */
public enum QuestionSet {
  /** Unseen scenes by the training artist, for decisions while training. */
  VALIDATION(Part.VALIDATION, Artist.OPENMOJI),
  /** Unseen scenes by the training artist, for the report. */
  TEST_OPENMOJI(Part.TEST, Artist.OPENMOJI),
  /** Unseen scenes of things whose drawings by this artist training never shows. */
  TEST_TWEMOJI(Part.TEST, Artist.TWEMOJI),
  /**
   * Things on grounds on which training never shows them; the question is about such a thing where
   * it is about one.
   */
  HELDOUT_PAIRS(Part.HELD_OUT_PAIRS, Artist.OPENMOJI);

  private final Part part;
  private final Artist artist;

  QuestionSet(Part part, Artist artist) {
    this.part = part;
    this.artist = artist;
  }

  /** The name in file names: lower case. */
  public String fileName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The part of the world that the scenes come from. */
  public Part part() {
    return part;
  }

  /** Who draws the pictures. */
  public Artist artist() {
    return artist;
  }

  /** The concepts that the scenes are made of. */
  public List<Concept> concepts(List<Concept> all) {
    return artist == Artist.OPENMOJI ? all : all.stream().filter(c -> !c.bothArtists()).toList();
  }

  /** Tells whether the set may ask about a thing of a scene. */
  public boolean asksAbout(Thing thing, Scene scene) {
    return part != Part.HELD_OUT_PAIRS || Part.heldOut(thing.concept(), scene.ground());
  }
}
