package io.amphora.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * What there is one server for, and perhaps a fanout server.
 *
 * @param service the service
 * @param connection the connection, or {@code null} for the default one
 */
record ServerKey(String service, @Nullable String connection) {
}
