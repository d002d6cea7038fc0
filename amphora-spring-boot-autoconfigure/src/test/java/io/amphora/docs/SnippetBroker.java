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

package io.amphora.docs;

import io.amphora.embedded.EmbeddedBroker;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

/**
 * A broker that nobody else uses, so that snippets can use plain names. It starts on
 * first use, also after it was closed, so that a test class can be repeated.
 */
public final class SnippetBroker implements AutoCloseable {

	private @Nullable EmbeddedBroker broker;

	private @Nullable CachingConnectionFactory connectionFactory;

	public CachingConnectionFactory connectionFactory() {
		CachingConnectionFactory present = this.connectionFactory;
		if (present == null) {
			EmbeddedBroker started = broker();
			present = new CachingConnectionFactory(started.host(), started.port());
			present.setUsername(started.username());
			present.setPassword(started.password());
			present.setVirtualHost(started.virtualHost());
			this.connectionFactory = present;
		}
		return present;
	}

	private EmbeddedBroker broker() {
		EmbeddedBroker present = this.broker;
		if (present == null) {
			present = EmbeddedBroker.start(0);
			this.broker = present;
		}
		return present;
	}

	public String[] properties() {
		EmbeddedBroker started = broker();
		return new String[] { "amphora.host=" + started.host(), "amphora.port=" + started.port(),
				"amphora.username=" + started.username(), "amphora.password=" + started.password(),
				"amphora.virtual-host=" + started.virtualHost() };
	}

	@Override
	public void close() {
		if (this.connectionFactory != null) {
			this.connectionFactory.destroy();
			this.connectionFactory = null;
		}
		if (this.broker != null) {
			this.broker.close();
			this.broker = null;
		}
	}

}
