/**
 * Brokers for tests, and ways to break them.
 */
@NullMarked
package io.amphora.test;

import org.jspecify.annotations.NullMarked;
