package io.amphora.client;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.topology.Topology;

/**
 * The queue that answers come by. Publisher and consumer declare it on each new channel;
 * it notices when the queue has gone meanwhile, and the answers in it. Thread-safe: the
 * workers of both connections come here.
 */
final class ResponseQueue implements Topology {

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

	private static boolean isNotFound(IOException failure) {
		return failure.getCause() instanceof ShutdownSignalException signal
				&& signal.getReason() instanceof AMQP.Channel.Close close && close.getReplyCode() == AMQP.NOT_FOUND;
	}

}
