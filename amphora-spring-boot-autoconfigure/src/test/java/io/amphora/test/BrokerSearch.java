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

package io.amphora.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a broker once and keeps it for all test classes.
 */
final class BrokerSearch implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(BrokerSearch.class);

	private final List<BrokerSource> rabbitMqSources;

	private final BrokerSource lastResort;

	private final List<String> misses = new ArrayList<>();

	private @Nullable BrokerAddress found;

	BrokerSearch() {
		this(TestSettings.embeddedOnly() ? List.of()
				: List.of(new UriBrokerSource(), new ContainerBrokerSource(), new InstalledBrokerSource()),
				new EmbeddedBrokerSource());
		SharedBroker.ofThisBuild().ifPresent(this::take);
	}

	BrokerSearch(List<BrokerSource> rabbitMqSources, BrokerSource lastResort) {
		this.rabbitMqSources = rabbitMqSources;
		this.lastResort = lastResort;
	}

	private void take(SharedBroker shared) {
		this.found = shared.address();
		if (!shared.address().rabbitMq()) {
			this.misses.add(shared.whyNoRabbitMq());
		}
	}

	synchronized Optional<BrokerAddress> rabbitMq() {
		if (this.found == null && this.misses.isEmpty()) {
			this.found = firstOf(this.rabbitMqSources);
		}
		return Optional.ofNullable(this.found).filter(BrokerAddress::rabbitMq);
	}

	synchronized BrokerAddress any() {
		if (rabbitMq().isEmpty() && this.found == null) {
			this.found = firstOf(List.of(this.lastResort));
		}
		if (this.found == null) {
			throw new IllegalStateException("No broker for the tests: " + whyNoRabbitMq());
		}
		return this.found;
	}

	String whyNoRabbitMq() {
		return this.misses.isEmpty() ? "the tests were told to use the embedded broker"
				: String.join("; ", this.misses);
	}

	private @Nullable BrokerAddress firstOf(List<BrokerSource> sources) {
		for (BrokerSource source : sources) {
			try {
				BrokerAddress address = source.find();
				logger.info("Tests use " + address.description());
				return address;
			}
			catch (NoBrokerException ex) {
				this.misses.add(ex.getMessage());
			}
		}
		return null;
	}

	@Override
	public synchronized void close() {
		if (this.found != null) {
			try {
				this.found.owner().close();
			}
			catch (Exception ex) {
				logger.warn("Could not end " + this.found.origin(), ex);
			}
			this.found = null;
		}
	}

}
