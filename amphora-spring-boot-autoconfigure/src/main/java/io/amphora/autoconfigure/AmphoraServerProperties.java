package io.amphora.autoconfigure;

import java.time.Duration;

import io.amphora.server.ErrorMessages;
import io.amphora.server.ReplyTargets;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * The servers.
 *
 * @param serviceName Service of the functions that name none. Defaults to the name of the
 * application.
 * @param connection Connection to serve on, one of amphora.connections. Defaults to the
 * default one.
 * @param autoStartup Whether servers start together with the application.
 * @param declare Whether servers declare the exchanges and the request queue of their
 * service. Otherwise they only check that these exist.
 * @param concurrency How many functions of a service run at a time.
 * @param prefetch How many requests the broker may deliver ahead of their
 * acknowledgement. Defaults to 64, to 256 while functions are short, and to fewer in a
 * new server.
 * @param maxIgnores How often a request that its function ignores is given back.
 * @param deliveryLimit How often a request may be delivered without being settled, in
 * case it kills its servers; 0 for any number of times.
 * @param replyTo Where replies may go. Requests that ask for a reply elsewhere are not
 * answered.
 * @param duplicateWindow What a server remembers, so that it runs no request twice.
 * @param errors What callers get to know of exceptions.
 * @param security Who callers are.
 * @param introspection What servers tell of themselves.
 * @param shutdown How servers stop.
 */
public record AmphoraServerProperties(@Nullable String serviceName, @Nullable String connection,
		@DefaultValue("true") boolean autoStartup, @DefaultValue("true") boolean declare,
		@DefaultValue("16") int concurrency, @Nullable Integer prefetch, @DefaultValue("10") int maxIgnores,
		@DefaultValue("20") int deliveryLimit, @DefaultValue("service") ReplyTargets replyTo,
		@DefaultValue DuplicateWindow duplicateWindow, @DefaultValue Errors errors, @DefaultValue Security security,
		@DefaultValue Introspection introspection, @DefaultValue Shutdown shutdown) {

	static final String CONNECTION = "amphora.server.connection";

	public AmphoraServerProperties {
		connection = StringUtils.hasText(connection) ? connection : null;
	}

	/**
	 * What a server remembers, so that it runs no request twice.
	 *
	 * @param count How many answers a server remembers, in case their requests come
	 * again; 0 for none.
	 * @param time How long it remembers each.
	 * @param size How large the remembered answers are together.
	 */
	public record DuplicateWindow(@DefaultValue("10000") int count, @DefaultValue("5m") Duration time,
			@DefaultValue("16MB") DataSize size) {

	}

	/**
	 * What callers get to know of exceptions.
	 *
	 * @param includeMessage Which exceptions callers get the message of.
	 */
	public record Errors(@DefaultValue("annotated") ErrorMessages includeMessage) {

	}

	/**
	 * Who callers are.
	 *
	 * @param userId Whether the user that a request names, and that the broker has
	 * validated, is the principal that the function runs as.
	 */
	public record Security(@DefaultValue("false") boolean userId) {

	}

	/**
	 * What servers tell of themselves.
	 *
	 * @param enabled Whether servers tell callers that ask of themselves and of their
	 * functions.
	 */
	public record Introspection(@DefaultValue("true") boolean enabled) {
	}

	/**
	 * How servers stop.
	 *
	 * @param gracePeriod How long a server that stops waits for running functions.
	 * Spring's spring.lifecycle.timeout-per-shutdown-phase should be longer.
	 */
	public record Shutdown(@DefaultValue("30s") Duration gracePeriod) {
	}

}
