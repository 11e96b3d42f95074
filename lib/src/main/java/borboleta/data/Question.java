package borboleta.data;

/** A question in one language and its only accepted answer. */
public record Question(Kind kind, String text, String answer) {}
