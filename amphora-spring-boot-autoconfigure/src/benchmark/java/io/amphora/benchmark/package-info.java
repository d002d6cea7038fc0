/**
 * How fast Amphora is, beside its peers and beside the bare Java client. Run by the Maven
 * profiles {@code benchmark} and {@code jmh}, never by a test.
 */
@NullMarked
package io.amphora.benchmark;

import org.jspecify.annotations.NullMarked;
