/**
 * A program that answers as Google Cloud Translation does: versions 2 and 3, gRPC and HTTP, its
 * limits, its refusals, and the accidents of a long run, by a script and a seed.
 *
 * <p>In: a phrasebook, a fault script. Out: a server on this machine, and counts of what it billed.
 *
 * <p>It knows nothing of the client that the kit has, so that each tests the other.
 */
package borboleta.translate.emulator;
