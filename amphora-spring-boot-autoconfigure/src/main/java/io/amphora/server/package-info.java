/**
 * Servers and the functions that they run.
 */
@NullMarked
package io.amphora.server;

import org.jspecify.annotations.NullMarked;
