package io.amphora.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.topology.ServiceTopology;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.ChannelAction;
import org.jspecify.annotations.Nullable;

/**
 * Creates and removes request queues, one change after the other, so that a queue that is
 * removed and created again is there at the end. The monitor guards {@link #last}.
 */
final class RequestQueues {

	private final ServiceTopology topology;

	private final BrokerTransport transport;

	private final Duration patience;

	private CompletableFuture<@Nullable Void> last = CompletableFuture.completedFuture(null);

	RequestQueues(ServiceTopology topology, BrokerTransport transport, Duration patience) {
		this.topology = topology;
		this.transport = transport;
		this.patience = patience;
	}

	CompletableFuture<@Nullable Void> create(RequestQueue queue) {
		return after((channel) -> {
			this.topology.requests()
				.and(this.topology.requestQueue(queue.name(), queue.routingKey(), queue.expires()))
				.declare(channel);
			return null;
		});
	}

	CompletableFuture<@Nullable Void> remove(String name) {
		String queue = ServiceTopology.requestQueue(name);
		return after((channel) -> {
			delete(channel, queue);
			return null;
		});
	}

	/** Not every broker is content with a queue that is gone already. */
	private static void delete(Channel channel, String queue) throws IOException {
		try {
			channel.queueDelete(queue);
		}
		catch (IOException ex) {
			if (!(ex.getCause() instanceof ShutdownSignalException signal
					&& signal.getReason() instanceof AMQP.Channel.Close close
					&& close.getReplyCode() == AMQP.NOT_FOUND)) {
				throw ex;
			}
		}
	}

	private synchronized CompletableFuture<@Nullable Void> after(ChannelAction<@Nullable Void> change) {
		CompletableFuture<@Nullable Void> changed = this.last.handle((done, failure) -> null)
			.thenCompose((ignored) -> this.transport.execute(change, this.patience));
		this.last = changed;
		return changed.copy();
	}

}
