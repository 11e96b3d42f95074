package borboleta.train.export;

/**
 * Something that LLaVA's code cannot do or read.
 *
 * @param where id of a record, or the name of a setting
 * @param what in a sentence
 */
public record Problem(String where, String what) {}
