package borboleta.data;

/**
 * A picture to describe, with the reference description.
 *
 * @param text the request
 * @param answer the reference
 */
public record EvalCaption(String id, String image, String text, String answer) {}
