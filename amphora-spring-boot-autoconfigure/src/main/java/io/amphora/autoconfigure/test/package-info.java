/**
 * Tests of functions and clients, with a server, a client and a broker in one process.
 */
@NullMarked
package io.amphora.autoconfigure.test;

import org.jspecify.annotations.NullMarked;
