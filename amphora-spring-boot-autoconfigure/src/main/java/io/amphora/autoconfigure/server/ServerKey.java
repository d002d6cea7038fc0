package io.amphora.autoconfigure.server;

import org.jspecify.annotations.Nullable;

/**
 * Identifies a server, and a fanout server if there is one.
 *
 * @param service the service
 * @param connection the connection, or {@code null} for the default one
 */
record ServerKey(String service, @Nullable String connection) {
}
