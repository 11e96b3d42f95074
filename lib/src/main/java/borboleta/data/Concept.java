package borboleta.data;

/**
 * A concrete noun that both artists have drawn and that is one word in both languages.
 *
 * @param hex the emoji's code points as emojibase writes them, for example "1F408"
 * @param english name from CLDR, by way of emojibase
 * @param portuguese name from CLDR, by way of emojibase
 * @param bothArtists whether training may show Twemoji's drawing of it; the other half is kept for
 *     the test
 */
public record Concept(
    String hex,
    String english,
    String englishPlural,
    String portuguese,
    String portuguesePlural,
    Gender gender,
    Category category,
    boolean bothArtists) {}
