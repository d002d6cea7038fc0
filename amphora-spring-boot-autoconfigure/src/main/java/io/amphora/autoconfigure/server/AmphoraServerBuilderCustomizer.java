package io.amphora.autoconfigure.server;

import io.amphora.server.AmphoraServerBuilder;

/**
 * Callback interface that can be implemented by beans wishing to customize the
 * {@link AmphoraServerBuilder} of each server to fine-tune its auto-configuration.
 */
@FunctionalInterface
public interface AmphoraServerBuilderCustomizer {

	/**
	 * Customize the builder of a server, after the properties were applied.
	 * @param service the service that the server serves
	 * @param builder the builder
	 */
	void customize(String service, AmphoraServerBuilder builder);

}
