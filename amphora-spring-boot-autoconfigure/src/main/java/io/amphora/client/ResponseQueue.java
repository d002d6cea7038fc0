package io.amphora.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.topology.Topology;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.ChannelAction;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The queue that answers come by. Publisher and consumer declare it on each new channel;
 * it notices when the queue has gone meanwhile, and the answers in it. Thread-safe: the
 * workers of both connections come here.
 */
final class ResponseQueue implements Topology {

	private static final Log logger = LogFactory.getLog(ResponseQueue.class);

	private final String name;

	private final Topology topology;

	private final BooleanSupplier expecting;

	private final Runnable onGone;

	/** Until it is told: the connection may be lost before the queue is declared anew. */
	private final AtomicBoolean gone = new AtomicBoolean();

	private volatile boolean declared;

	/**
	 * Create a response queue.
	 * @param name its name
	 * @param topology declares it
	 * @param expecting whether answers are expected, so that it matters if it was gone
	 * @param onGone called after a queue that was gone is declared anew; must not block
	 */
	ResponseQueue(String name, Topology topology, BooleanSupplier expecting, Runnable onGone) {
		this.name = name;
		this.topology = topology;
		this.expecting = expecting;
		this.onGone = onGone;
	}

	@Override
	public void declare(Channel channel) throws IOException {
		if (this.declared && !this.gone.get() && this.expecting.getAsBoolean()) {
			requireQueue(channel);
		}
		this.topology.declare(channel);
		this.declared = true;
		if (this.gone.compareAndSet(true, false)) {
			this.onGone.run();
		}
	}

	/**
	 * The broker closes the channel if there is no such queue, and the next channel
	 * declares it anew. A channel of its own for the question would cost two more round
	 * trips each time, and nearly always the queue is there.
	 */
	private void requireQueue(Channel channel) throws IOException {
		try {
			channel.queueDeclarePassive(this.name);
		}
		catch (IOException ex) {
			if (isNotFound(ex)) {
				this.gone.set(true);
			}
			throw ex;
		}
	}

	/**
	 * Delete the queue if it was declared and there is a connection; otherwise the broker
	 * deletes it when it expires.
	 * @param transport where the queue is
	 * @param patience how long to try
	 * @return completes when the queue is deleted, or with the failure
	 */
	CompletableFuture<@Nullable Void> delete(BrokerTransport transport, Duration patience) {
		if (!this.declared || !transport.connected()) {
			return CompletableFuture.completedFuture(null);
		}
		ChannelAction<@Nullable Void> deletion = (channel) -> {
			deleteFrom(channel);
			return null;
		};
		return transport.execute(deletion, patience);
	}

	/** The queue may be gone already, or the user may not delete it. */
	private void deleteFrom(Channel channel) {
		try {
			channel.queueDelete(this.name);
		}
		catch (IOException | ShutdownSignalException ex) {
			logger.debug("The response queue '" + this.name + "' is not deleted", ex);
		}
	}

	private static boolean isNotFound(IOException failure) {
		return failure.getCause() instanceof ShutdownSignalException signal
				&& signal.getReason() instanceof AMQP.Channel.Close close && close.getReplyCode() == AMQP.NOT_FOUND;
	}

}
