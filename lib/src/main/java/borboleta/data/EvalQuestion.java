package borboleta.data;

/**
 * A question of an evaluation file.
 *
 * @param id the same in every language
 * @param image the picture's name in the data set's folder of images
 */
public record EvalQuestion(String id, String image, Kind kind, String text, String answer) {}
