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

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

/**
 * A broker that nobody else uses, so that snippets can use plain names.
 */
public final class SnippetBroker implements AutoCloseable {

	private final EmbeddedBroker broker = EmbeddedBroker.start(0);

	private final CachingConnectionFactory connectionFactory = new CachingConnectionFactory(this.broker.host(),
			this.broker.port());

	public SnippetBroker() {
		this.connectionFactory.setUsername(this.broker.username());
		this.connectionFactory.setPassword(this.broker.password());
		this.connectionFactory.setVirtualHost(this.broker.virtualHost());
	}

	public CachingConnectionFactory connectionFactory() {
		return this.connectionFactory;
	}

	public String[] properties() {
		return new String[] { "amphora.host=" + this.broker.host(), "amphora.port=" + this.broker.port(),
				"amphora.username=" + this.broker.username(), "amphora.password=" + this.broker.password(),
				"amphora.virtual-host=" + this.broker.virtualHost() };
	}

	@Override
	public void close() {
		this.connectionFactory.destroy();
		this.broker.close();
	}

}
