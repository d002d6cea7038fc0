/**
 * Publishing and consuming for clients and servers, with confirms, buffering while
 * disconnected, and recovery after a lost connection.
 */
@NullMarked
package io.amphora.transport;

import org.jspecify.annotations.NullMarked;
