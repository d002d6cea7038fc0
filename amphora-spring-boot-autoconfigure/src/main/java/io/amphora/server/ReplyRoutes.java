package io.amphora.server;

import java.util.List;
import java.util.regex.Pattern;

import io.amphora.topology.ServiceTopology;
import org.jspecify.annotations.Nullable;

/**
 * Decides which exchange a reply is published to.
 *
 * @param targets where replies may go
 * @param topology names the response exchange and the response queues
 * @param nodes where direct replies have arrived
 */
record ReplyRoutes(ReplyTargets targets, ServiceTopology topology, DirectNodes nodes) {

	private static final String DEFAULT_EXCHANGE = "";

	/**
	 * In the name of a response queue of service "a", what makes it look like a queue of
	 * a service "a_response_b". The response exchange knows the response queue as well.
	 */
	private static final Pattern OF_ANOTHER_SERVICE = Pattern.compile("_(request|response|introspection)(_|$)");

	/**
	 * The exchange for replies with this {@code reply_to} as the routing key.
	 * @return the exchange, or {@code null} if there must be no reply
	 */
	@Nullable String exchange(String replyTo) {
		if (DirectReplyTo.isMeant(replyTo)) {
			return allowsDirect(DirectReplyTo.node(replyTo)) ? DEFAULT_EXCHANGE : null;
		}
		boolean byName = switch (this.targets) {
			case RESPONSE_EXCHANGE -> false;
			case SERVICE -> isResponseQueue(replyTo);
			case ANY -> true;
		};
		return byName ? DEFAULT_EXCHANGE : responseExchange();
	}

	/**
	 * The exchanges to try for replies with this {@code reply_to} as the routing key, one
	 * after the other while the broker returns the reply.
	 * @param replyTo the routing key
	 * @param responseExchangeFirst whether the caller is expected at the response
	 * exchange
	 * @return the exchanges, none if there must be no reply
	 */
	List<String> exchanges(String replyTo, boolean responseExchangeFirst) {
		String first = exchange(replyTo);
		if (first == null) {
			return List.of();
		}
		if (!first.equals(DEFAULT_EXCHANGE)) {
			return List.of(first);
		}
		if (DirectReplyTo.isMeant(replyTo) || !responseExchangeFirst) {
			return List.of(DEFAULT_EXCHANGE, responseExchange());
		}
		return List.of(responseExchange(), DEFAULT_EXCHANGE);
	}

	private boolean allowsDirect(@Nullable String node) {
		return node != null && this.targets != ReplyTargets.RESPONSE_EXCHANGE && this.nodes.allow(node);
	}

	/** Whether the broker may close the connection because of a reply. */
	boolean risky(String replyTo) {
		String node = DirectReplyTo.isMeant(replyTo) ? DirectReplyTo.node(replyTo) : null;
		return node != null && !this.nodes.isKnown(node);
	}

	/** The broker has taken a reply. */
	void confirmed(String replyTo) {
		String node = DirectReplyTo.isMeant(replyTo) ? DirectReplyTo.node(replyTo) : null;
		if (node != null) {
			this.nodes.confirmed(node);
		}
	}

	/** The connection was lost each time a reply was sent. */
	void fatal(String replyTo) {
		if (risky(replyTo)) {
			this.nodes.failed();
		}
	}

	String responseExchange() {
		return this.topology.responseExchange();
	}

	private boolean isResponseQueue(String name) {
		String prefix = responseExchange() + "_";
		return name.startsWith(prefix) && !OF_ANOTHER_SERVICE.matcher(name.substring(prefix.length())).find();
	}

}
