/**
 * Auto-configuration for the connections to brokers.
 * <p>
 * {@link io.amphora.autoconfigure.connection.AmphoraConnectionDetails} and
 * {@link io.amphora.autoconfigure.connection.AmphoraConnectionFactoryCustomizer} are API.
 * {@code ConnectionFactoryCreator} applies the properties to a connection factory.
 */
@NullMarked
package io.amphora.autoconfigure.connection;

import org.jspecify.annotations.NullMarked;
