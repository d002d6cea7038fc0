package io.amphora.sample;

import io.amphora.autoconfigure.connection.AmphoraConnectionDetails;
import io.amphora.client.AmphoraClient;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Calls over a further connection, which could lead to another broker.
 */
@Component
@Order(8)
class BrokerSection extends Section {

	private final AmphoraClient elsewhere;

	BrokerSection(AmphoraClient elsewhere) {
		super("Call over a further connection");
		this.elsewhere = elsewhere;
	}

	@Override
	void show() throws Exception {
		print("over connection '" + this.elsewhere.connectionName() + "', add(2, 3)",
				() -> this.elsewhere.call("add", Integer.class, 2, 3));
	}

	/**
	 * Has the further connection lead to the same broker, as the sample starts but one;
	 * without this bean, it would be where the properties say.
	 */
	@Configuration(proxyBeanMethods = false)
	static class SameBroker {

		@Bean(defaultCandidate = false)
		@Qualifier("second")
		AmphoraConnectionDetails secondConnectionDetails(AmphoraConnectionDetails details) {
			return details;
		}

	}

}
