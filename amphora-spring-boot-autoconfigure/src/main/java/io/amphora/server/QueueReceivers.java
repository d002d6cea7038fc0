package io.amphora.server;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

import io.amphora.AmphoraException;
import io.amphora.CallInterruptedException;
import io.amphora.topology.Topology;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.DeliveryHandler;
import io.amphora.transport.SubscriptionSpec;
import org.jspecify.annotations.Nullable;

/**
 * The further queues that a server receives from. Thread-safe.
 */
final class QueueReceivers {

	private final BrokerTransport transport;

	private final DeliveryHandler handler;

	private final String service;

	private final int defaultPrefetch;

	private final Set<DefaultQueueReceiver> receivers = ConcurrentHashMap.newKeySet();

	QueueReceivers(BrokerTransport transport, DeliveryHandler handler, String service, int defaultPrefetch) {
		this.transport = transport;
		this.handler = handler;
		this.service = service;
		this.defaultPrefetch = defaultPrefetch;
	}

	QueueReceiver receive(String queue, ReceiveOptions options) {
		int prefetch = (options.maxCalls() > 0) ? options.maxCalls() : this.defaultPrefetch;
		Topology mustExist = (channel) -> channel.queueDeclarePassive(queue);
		SubscriptionSpec spec = new SubscriptionSpec("server of " + this.service + ", " + queue, queue, mustExist,
				prefetch, options.maxCalls());
		DefaultQueueReceiver receiver = new DefaultQueueReceiver(this.transport.subscription(spec, this.handler),
				options);
		this.receivers.add(receiver);
		receiver.closed().thenRun(() -> this.receivers.remove(receiver));
		receiver.start(this.transport);
		if (options.block()) {
			await(receiver, options);
		}
		return receiver;
	}

	private static void await(QueueReceiver receiver, ReceiveOptions options) {
		try {
			if (options.blockUntilClosed()) {
				receiver.closed().get();
			}
			receiver.ended().get();
		}
		catch (InterruptedException ex) {
			receiver.cancel();
			Thread.currentThread().interrupt();
			throw new CallInterruptedException(
					"Interrupted while receiving from queue '%s'".formatted(receiver.queue()), null, ex);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof AmphoraException failure) {
				failure.fillInStackTrace();
				throw failure;
			}
			throw new CompletionException(ex.getCause());
		}
	}

	/** Stop at once; what is not settled goes to another server. */
	void stop() {
		this.receivers.forEach(DefaultQueueReceiver::stop);
	}

	/** Take no further requests from any of them. */
	CompletableFuture<@Nullable Void> cancel() {
		return CompletableFuture.allOf(this.receivers.stream().map((receiver) -> {
			receiver.cancel();
			return receiver.closed();
		}).toArray(CompletableFuture[]::new)).thenApply((done) -> null);
	}

}
