package borboleta.data;

/** The two sets of drawings: the same things by another hand. */
public enum Artist {
  /** OpenMoji: black outlines, flat colours. CC-BY-SA 4.0. */
  OPENMOJI,
  /** Twemoji: no outlines. CC-BY 4.0. */
  TWEMOJI
}
