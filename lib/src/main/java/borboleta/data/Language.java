package borboleta.data;

import java.util.Locale;

/** The languages that the emoji world speaks. */
public enum Language {
  EN(new EnglishGrammar()),
  PT(new PortugueseGrammar());

  private final Grammar grammar;

  Language(Grammar grammar) {
    this.grammar = grammar;
  }

  /** Says scenes in the language. */
  public Grammar grammar() {
    return grammar;
  }

  /** The code in file names: "en" or "pt". */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
