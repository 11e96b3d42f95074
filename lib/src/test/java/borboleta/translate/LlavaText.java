package borboleta.translate;

/** Sentences as LLaVA's answers have them, each another. */
final class LlavaText {
  private static final String[] WHO = {"A man's dog", "The woman", "Two children", "A giraffe"};
  private static final String[] DOES = {
    "is sitting near", "walks in front of", "appears to be looking at", "might be enjoying"
  };
  private static final String[] WHAT = {
    "a wooden table with several plates of vegetables.",
    "the city street.",
    "an old, \"rusty\" motorcycle, while other people are standing around it.",
    "a refrigerator.",
    "the beach, which suggests a casual atmosphere and possibly a celebration."
  };

  private LlavaText() {}

  static String sentence(int number) {
    return "%s %s %s"
        .formatted(WHO[number % 4], DOES[number / 4 % 4], WHAT[number % 5])
        .replace(".", " in picture " + number + ".");
  }
}
