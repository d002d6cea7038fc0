package io.amphora.transport;

import io.amphora.TopologyException;
import org.jspecify.annotations.Nullable;

/**
 * State of a consumer, as far as it is known without contacting the broker.
 *
 * @param queue the name of the queue on the broker
 * @param consuming whether the consumer is active on the broker
 * @param restarts how often consuming was restarted
 * @param refusal why the broker refused the consumer at the last attempt, or {@code null}
 * if it did not; retried periodically
 */
public record ConsumerState(String queue, boolean consuming, long restarts, @Nullable TopologyException refusal) {
}
