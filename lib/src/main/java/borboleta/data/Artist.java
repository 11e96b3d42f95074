package borboleta.data;

/** The sets of drawings: the same things by different hands. */
public enum Artist {
  /** OpenMoji: black outlines, flat colours. CC-BY-SA 4.0. */
  OPENMOJI("openmoji/color/svg"),
  /** Twemoji: no outlines. CC-BY 4.0. */
  TWEMOJI("@twemoji/svg"),
  /**
   * Fluent Emoji, the flat ones: no outlines. MIT. The tiny base learns to see from it; no scene of
   * the data set is drawn by it.
   */
  FLUENT("@iconify-json/fluent-emoji-flat"),
  /** Noto Emoji: shaded. Apache 2.0. Like Fluent, for the tiny base alone. */
  NOTO("@iconify-json/noto");

  private final String folder;

  Artist(String folder) {
    this.folder = folder;
  }

  /** Where the drawings lie in the folder of npm packages. */
  String folder() {
    return folder;
  }
}
