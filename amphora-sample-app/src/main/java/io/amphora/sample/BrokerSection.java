/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amphora.sample;

import io.amphora.autoconfigure.connection.AmphoraConnectionDetails;
import io.amphora.client.AmphoraClient;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Calls over a named connection, which may lead to another broker.
 */
@Component
@Order(8)
class BrokerSection extends Section {

	private final AmphoraClient elsewhere;

	BrokerSection(AmphoraClient elsewhere) {
		super("Call over a named connection");
		this.elsewhere = elsewhere;
	}

	@Override
	void show() throws Exception {
		print("over connection '" + this.elsewhere.connectionName() + "', add(2, 3)",
				() -> this.elsewhere.call("add", Integer.class, 2, 3));
	}

	/**
	 * Connects the second connection to the same broker, because the sample starts only
	 * one. Without this bean, the properties of the connection apply.
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
