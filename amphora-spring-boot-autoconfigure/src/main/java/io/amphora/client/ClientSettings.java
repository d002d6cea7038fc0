package io.amphora.client;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.amphora.transport.BatchLimits;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * What is fixed when a client is built, apart from its requests.
 *
 * @param timeout how long calls wait that give no timeout of their own
 * @param overrideContractTimeouts whether that takes precedence over the annotations of
 * contracts
 * @param gracePeriod how long to wait for open calls when the client is closed
 * @param gatherQuietPeriod how long no reply comes before a gathered call ends
 * @param propagateDeadline whether calls of a function wait no longer than its caller
 * @param replyMode how answers come
 * @param responseQueueExpires how long answers wait for a client that is away
 * @param temporary whether no other client can have the same uuid later
 * @param holdLimit how many requests are held at most
 * @param holdLimitSize how large they are together at most
 * @param listeners whom to tell of changes of state
 * @param interceptors what makes the list of those who see every call
 * @param consumerCheck how the client checks that servers consume its requests
 * @param batching how calls travel together, or {@code null} if they do not
 */
record ClientSettings(Duration timeout, boolean overrideContractTimeouts, Duration gracePeriod,
		Duration gatherQuietPeriod, boolean propagateDeadline, ReplyMode replyMode, Duration responseQueueExpires,
		boolean temporary, int holdLimit, DataSize holdLimitSize, List<ClientStateListener> listeners,
		List<Consumer<List<ClientInterceptor>>> interceptors, ConsumerCheck.Settings consumerCheck,
		@Nullable BatchLimits batching) {
}
