package io.amphora.benchmark;

import java.util.List;

/**
 * A line.
 *
 * @param name what the legend calls it
 * @param points the points, from left to right
 */
record Series(String name, List<Point> points) {
}
