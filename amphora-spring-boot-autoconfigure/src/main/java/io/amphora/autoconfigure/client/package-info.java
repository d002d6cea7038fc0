/**
 * Auto-configuration for clients.
 * <p>
 * {@link io.amphora.autoconfigure.client.AmphoraClientFactory} and
 * {@link io.amphora.autoconfigure.client.AmphoraClientBuilderCustomizer} are API.
 * {@code ClientCreator} applies the properties to a client, and
 * {@code ConfiguredClientRegistrar} registers a bean for each configured client.
 */
@NullMarked
package io.amphora.autoconfigure.client;

import org.jspecify.annotations.NullMarked;
