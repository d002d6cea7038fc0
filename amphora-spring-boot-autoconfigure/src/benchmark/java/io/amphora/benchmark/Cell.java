package io.amphora.benchmark;

/**
 * What one figure is about.
 *
 * @param contender who calls
 * @param inFlight how many calls at a time
 * @param body what is sent
 */
record Cell(Contender contender, int inFlight, Body body) {
}
