package io.amphora.server;

import java.util.regex.Pattern;

import io.amphora.topology.ServiceTopology;
import org.jspecify.annotations.Nullable;

/**
 * Decides which exchange a reply is published to.
 *
 * @param targets where replies may go
 * @param topology names the response exchange and the response queues
 */
record ReplyRoutes(ReplyTargets targets, ServiceTopology topology) {

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
			return (this.targets != ReplyTargets.RESPONSE_EXCHANGE && DirectReplyTo.isValid(replyTo)) ? DEFAULT_EXCHANGE
					: null;
		}
		boolean byName = switch (this.targets) {
			case RESPONSE_EXCHANGE -> false;
			case SERVICE -> isResponseQueue(replyTo);
			case ANY -> true;
		};
		return byName ? DEFAULT_EXCHANGE : responseExchange();
	}

	String responseExchange() {
		return this.topology.responseExchange();
	}

	private boolean isResponseQueue(String name) {
		String prefix = responseExchange() + "_";
		return name.startsWith(prefix) && !OF_ANOTHER_SERVICE.matcher(name.substring(prefix.length())).find();
	}

}
