package io.amphora.transport;

import io.amphora.TopologyException;
import org.jspecify.annotations.Nullable;

/**
 * How a consumer stands with its queue, as far as it is known without asking the broker.
 *
 * @param queue the name of the queue on the broker
 * @param consuming whether the broker knows the consumer
 * @param restarts how often consuming was taken up again
 * @param refusal why the broker refused the consumer at the last attempt, or {@code null}
 * if it did not; it is asked again
 */
public record ConsumerState(String queue, boolean consuming, long restarts, @Nullable TopologyException refusal) {
}
