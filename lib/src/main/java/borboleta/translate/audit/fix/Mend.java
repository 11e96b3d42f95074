package borboleta.translate.audit.fix;

/** Mends one kind of damage in a value. */
@FunctionalInterface
interface Mend {
  /** The value mended, or as it was where there is nothing to mend or no sure way to. */
  String mend(String source, String translated);
}
