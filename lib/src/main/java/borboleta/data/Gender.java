package borboleta.data;

/** The grammatical gender of a Portuguese noun. */
public enum Gender {
  MASCULINE,
  FEMININE
}
