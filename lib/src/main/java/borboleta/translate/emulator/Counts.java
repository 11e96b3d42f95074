package borboleta.translate.emulator;

import java.util.Map;

/**
 * What an emulator did so far.
 *
 * @param requests that arrived
 * @param answered requests that were answered, and billed
 * @param strings answered, and billed
 * @param characters billed: code points of what was sent
 * @param unchanged strings that the phrasebook did not know
 * @param quotaRefusals requests over the minute's quota
 * @param refusals requests that broke a limit
 * @param faults requests that met a fault of the script
 */
public record Counts(
    long requests,
    long answered,
    long strings,
    long characters,
    long unchanged,
    long quotaRefusals,
    long refusals,
    Map<Fault, Long> faults) {}
