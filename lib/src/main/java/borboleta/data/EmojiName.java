package borboleta.data;

/**
 * An emoji and its CLDR short names.
 *
 * @param hex code points as emojibase writes them: upper-case hexadecimal joined by hyphens
 */
public record EmojiName(String hex, String english, String portuguese) {}
