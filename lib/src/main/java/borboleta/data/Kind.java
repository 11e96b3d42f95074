package borboleta.data;

/**
 * The kinds of question; {@link #CATEGORY} needs knowledge beside sight, as LLaVA's complex
 * reasoning does.
 */
public enum Kind {
  /** How many things are in the picture. */
  COUNT,
  /** What colour the ground is. */
  COLOUR,
  /** What is in a cell. */
  WHAT,
  /** In which cell a thing is. */
  WHERE,
  /** Whether a thing is in the picture. */
  THERE,
  /** Which thing is of a category. */
  CATEGORY
}
