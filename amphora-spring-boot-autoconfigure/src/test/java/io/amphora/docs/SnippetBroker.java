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
