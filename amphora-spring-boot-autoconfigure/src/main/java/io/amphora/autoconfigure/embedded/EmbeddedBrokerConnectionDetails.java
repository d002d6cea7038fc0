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

package io.amphora.autoconfigure.embedded;

import java.util.List;

import io.amphora.autoconfigure.connection.AmphoraConnectionDetails;
import io.amphora.embedded.EmbeddedBroker;

/**
 * Adapts an {@link EmbeddedBroker} to {@link AmphoraConnectionDetails}.
 */
final class EmbeddedBrokerConnectionDetails implements AmphoraConnectionDetails {

	private final EmbeddedBroker broker;

	EmbeddedBrokerConnectionDetails(EmbeddedBroker broker) {
		this.broker = broker;
	}

	@Override
	public List<Address> getAddresses() {
		return List.of(new Address(this.broker.host(), this.broker.port()));
	}

	@Override
	public String getUsername() {
		return this.broker.username();
	}

	@Override
	public String getPassword() {
		return this.broker.password();
	}

	@Override
	public String getVirtualHost() {
		return this.broker.virtualHost();
	}

	@Override
	public String toString() {
		return "embedded broker: " + getAddresses();
	}

}
