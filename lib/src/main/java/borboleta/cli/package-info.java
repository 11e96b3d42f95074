/**
 * Commands over the same calls, one file each.
 *
 * <p>In: a shell's arguments. Out: results on stdout, progress on stderr, an exit code.
 */
package borboleta.cli;
