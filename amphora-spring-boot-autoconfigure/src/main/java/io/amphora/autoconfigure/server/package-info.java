/**
 * Auto-configuration for servers.
 * <p>
 * {@link io.amphora.autoconfigure.server.AmphoraServers} and
 * {@link io.amphora.autoconfigure.server.AmphoraServerBuilderCustomizer} are API.
 * {@code ServerCreator} applies the properties to a server, and
 * {@code AnnotatedFunctionRegistrar} registers the functions of beans with it.
 */
@NullMarked
package io.amphora.autoconfigure.server;

import org.jspecify.annotations.NullMarked;
