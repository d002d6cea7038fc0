package io.amphora.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import com.rabbitmq.client.Channel;
import io.amphora.TopologyException;
import io.amphora.topology.ServiceTopology;
import io.amphora.transport.BrokerProduct;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.ConnectionFailure;
import io.amphora.transport.SimilarNames;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Checks once, some time after a client was started, whether a server consumes from the
 * request queue of its service. The client may have created the queue itself, for a
 * service that does not exist. Thread-safe.
 */
final class ConsumerCheck {

	private static final Log logger = LogFactory.getLog(ConsumerCheck.class);

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final ServiceTopology topology;

	private final BrokerTransport transport;

	private final Settings settings;

	private final boolean direct;

	private final BooleanSupplier serving;

	private final AtomicBoolean started = new AtomicBoolean();

	private volatile @Nullable Future<?> timer;

	/**
	 * Create a check.
	 * @param direct whether the client has a connection to publish on only
	 * @param serving whether the result is of interest
	 */
	ConsumerCheck(ServiceTopology topology, BrokerTransport transport, Settings settings, boolean direct,
			BooleanSupplier serving) {
		this.topology = topology;
		this.transport = transport;
		this.settings = settings;
		this.direct = direct;
		this.serving = serving;
	}

	/** Begin to wait, the first time this is called. Does not block. */
	void start() {
		if (!this.settings.delay().isZero() && this.started.compareAndSet(false, true)) {
			try {
				this.timer = this.transport.schedule(this::check, this.settings.delay());
			}
			catch (RejectedExecutionException ex) {
				logger.debug("The connection is closed", ex);
			}
		}
	}

	void cancel() {
		Future<?> waiting = this.timer;
		if (waiting != null) {
			waiting.cancel(false);
		}
	}

	private void check() {
		if (!this.serving.getAsBoolean()) {
			return;
		}
		CompletableFuture<Boolean> consumed = this.direct
				? this.transport.executeOnPublishing(this::isConsumed, PATIENCE)
				: this.transport.execute(this::isConsumed, PATIENCE);
		consumed.whenComplete(this::report);
	}

	/** An embedded broker is that of the application's own servers. */
	private boolean isConsumed(Channel channel) throws IOException {
		return BrokerProduct.isQpid(channel)
				|| channel.queueDeclarePassive(this.topology.requestQueue()).getConsumerCount() > 0;
	}

	private void report(@Nullable Boolean consumed, @Nullable Throwable failure) {
		boolean missing = failure instanceof TopologyException && ConnectionFailure.isNotFound(failure);
		if (failure != null && !missing) {
			logger.debug("The consumers of queue '" + this.topology.requestQueue() + "' are unknown", failure);
		}
		else if ((missing || Boolean.FALSE.equals(consumed)) && this.serving.getAsBoolean()) {
			logger.warn("No server consumes from queue '%s' of service '%s': %s.%s".formatted(
					this.topology.requestQueue(), this.topology.service(),
					missing ? "the queue does not exist" : "requests wait there until one is started", suggestion()));
		}
	}

	private String suggestion() {
		String question = " Is the name of the service right?";
		try {
			List<String> similar = new SimilarNames(this.settings.knownServices().get()).to(this.topology.service());
			return similar.isEmpty() ? question
					: question + " This application also has '%s'.".formatted(String.join("', '", similar));
		}
		catch (RuntimeException ex) {
			logger.debug("The services of the application are unknown", ex);
			return question;
		}
	}

	/**
	 * What the builder of a client sets.
	 *
	 * @param delay how long servers have to start, or zero if nothing is checked
	 * @param knownServices the services that the application knows
	 */
	record Settings(Duration delay, Supplier<? extends Collection<String>> knownServices) {
	}

}
