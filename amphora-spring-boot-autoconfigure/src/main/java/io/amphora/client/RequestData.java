package io.amphora.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.amphora.CallReport;
import io.amphora.CallStage;
import io.amphora.topology.WireHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The identity and content of a request.
 *
 * @param factory the factory that created the request
 * @param id the message id
 * @param correlationId the correlation id
 * @param function the function to call
 * @param routingKey the routing key to publish with
 * @param body the serialized call
 * @param startedAt when the call started, as {@link System#nanoTime()}
 * @param deadline when the timeout elapses, as {@link System#nanoTime()}
 * @param interception the interception of the call, or {@code null} if there are no
 * interceptors
 */
record RequestData(RequestFactory factory, String id, String correlationId, String function, String routingKey,
		byte[] body, long startedAt, long deadline, @Nullable InterceptedClientCall interception) {

	RequestData with(InterceptedClientCall newInterception) {
		return new RequestData(this.factory, this.id, this.correlationId, this.function, this.routingKey, this.body,
				this.startedAt, this.deadline, newInterception);
	}

	@Nullable Map<String, Object> headers(boolean resent) {
		InterceptedClientCall interception = this.interception;
		Map<String, Object> added = (interception != null) ? interception.headers() : Map.of();
		if (resent) {
			Map<String, Object> all = new HashMap<>(added);
			all.put(WireHeaders.RESENT, true);
			return all;
		}
		return added.isEmpty() ? null : added;
	}

	Duration remaining() {
		return Duration.ofNanos(Math.max(0, this.deadline - System.nanoTime()));
	}

	Duration timeout() {
		return Duration.ofNanos(this.deadline - this.startedAt);
	}

	CallReport report(CallStage stage) {
		return new CallReport(this.factory.topology().service(), this.function, this.routingKey, this.correlationId,
				stage, Duration.ofNanos(System.nanoTime() - this.startedAt));
	}

}
