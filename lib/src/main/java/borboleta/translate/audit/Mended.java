package borboleta.translate.audit;

/**
 * What a fix did about the faults of one check.
 *
 * @param check its name
 * @param before records with its faults
 * @param after records with its faults that remain
 */
public record Mended(String check, long before, long after) {}
