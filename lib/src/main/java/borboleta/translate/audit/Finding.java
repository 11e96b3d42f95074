package borboleta.translate.audit;

/**
 * One fault in one record.
 *
 * @param check name of the check that found it
 * @param record id of the record as the source has it, or as the translation has it when the source
 *     lacks it
 * @param number place of the record in its file, from 1
 * @param where place within the record
 * @param expected what should stand there
 * @param found what stands there
 */
public record Finding(
    String check, String record, long number, String where, String expected, String found) {}
