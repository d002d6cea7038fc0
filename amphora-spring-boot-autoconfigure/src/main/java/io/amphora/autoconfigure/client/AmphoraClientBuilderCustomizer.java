package io.amphora.autoconfigure.client;

import io.amphora.client.AmphoraClientBuilder;

/**
 * Callback interface that can be implemented by beans wishing to customize the
 * {@link AmphoraClientBuilder} of each client to fine-tune its auto-configuration.
 */
@FunctionalInterface
public interface AmphoraClientBuilderCustomizer {

	/**
	 * Customize the builder of a client, after the properties were applied.
	 * @param service the service that the client calls
	 * @param builder the builder
	 */
	void customize(String service, AmphoraClientBuilder builder);

}
