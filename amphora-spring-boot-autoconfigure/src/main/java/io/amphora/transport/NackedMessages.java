package io.amphora.transport;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Messages that the broker refused for now, each waiting for its next attempt.
 * Thread-safe.
 */
final class NackedMessages {

	/** Long enough not to spin, short enough for the moments after a failover. */
	private static final Duration FIRST_DELAY = Duration.ofMillis(100);

	private static final Duration LONGEST_DELAY = Duration.ofSeconds(2);

	private final Map<String, Publication> byMessageId = new ConcurrentHashMap<>();

	private final ScheduledExecutorService worker;

	private final Consumer<Publication> again;

	NackedMessages(ScheduledExecutorService worker, Consumer<Publication> again) {
		this.worker = worker;
		this.again = again;
	}

	void add(Publication publication) {
		String messageId = publication.message().messageId();
		this.byMessageId.put(messageId, publication);
		this.worker.schedule(() -> {
			this.byMessageId.remove(messageId, publication);
			this.again.accept(publication);
		}, delay(publication.refusedAgain()), TimeUnit.MILLISECONDS);
	}

	/** Each message has a delay of its own: one that is refused delays no other. */
	private static long delay(int before) {
		return Math.min(FIRST_DELAY.toMillis() << Math.min(before, 10), LONGEST_DELAY.toMillis());
	}

	/** A broker may refuse a message first and say afterwards that it is unroutable. */
	@Nullable Publication find(String messageId) {
		Publication publication = this.byMessageId.get(messageId);
		return (publication != null && publication.awaitsReturn(messageId)) ? publication : null;
	}

}
