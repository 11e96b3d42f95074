package borboleta.translate;

/**
 * What an engine answered for one segment.
 *
 * @param text the segment in the target language
 * @param model the model that the engine names as the answer's origin
 */
public record Translation(String text, String model) {}
