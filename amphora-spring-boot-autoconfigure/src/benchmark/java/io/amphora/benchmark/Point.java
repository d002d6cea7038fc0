package io.amphora.benchmark;

/**
 * A point of a line.
 *
 * @param x where
 * @param y how much
 */
record Point(double x, double y) {
}
