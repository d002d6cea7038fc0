package io.amphora.client;

import java.time.Duration;

import io.amphora.CallReport;
import io.amphora.CallStage;

/**
 * What identifies a request.
 *
 * @param factory what made the request
 * @param id the message id
 * @param correlationId the correlation id
 * @param function the function to call
 * @param routingKey the routing key to publish with
 * @param body the serialized call
 * @param startedAt when the call began, as {@link System#nanoTime()}
 * @param deadline when its timeout elapses, as {@link System#nanoTime()}
 */
record RequestHead(RequestFactory factory, String id, String correlationId, String function, String routingKey,
		byte[] body, long startedAt, long deadline) {

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
