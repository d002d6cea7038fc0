package io.amphora.hostile;

import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.NoOpMetricsCollector;

/**
 * Counts what a connection factory's connections go through. Thread-safe.
 */
final class OpenedChannels extends NoOpMetricsCollector {

	private final AtomicInteger changes = new AtomicInteger();

	/**
	 * How often a connection or a channel was opened or closed. It stays the same while
	 * none is lost.
	 */
	int changes() {
		return this.changes.get();
	}

	@Override
	public void newConnection(Connection connection) {
		this.changes.incrementAndGet();
	}

	@Override
	public void closeConnection(Connection connection) {
		this.changes.incrementAndGet();
	}

	@Override
	public void newChannel(Channel channel) {
		this.changes.incrementAndGet();
	}

	@Override
	public void closeChannel(Channel channel) {
		this.changes.incrementAndGet();
	}

}
