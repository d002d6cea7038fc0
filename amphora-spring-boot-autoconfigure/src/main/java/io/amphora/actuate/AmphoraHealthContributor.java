package io.amphora.actuate;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.amphora.client.AmphoraClient;
import io.amphora.client.ClientState;
import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerState;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The health of the servers and clients that exist at the moment, one component for each:
 * {@code server-SERVICE}, {@code fanout-server-SERVICE} and {@code client-SERVICE}, with
 * the connection behind it as in {@code client-SERVICE-CONNECTION} if that has a name,
 * and a number behind the second of a kind. Thread-safe.
 */
public class AmphoraHealthContributor implements CompositeHealthContributor {

	private final Supplier<? extends Collection<AmphoraServer>> servers;

	private final Supplier<? extends Collection<AmphoraClient>> clients;

	/**
	 * Create a new contributor.
	 * @param servers gives the servers
	 * @param clients gives the clients
	 */
	public AmphoraHealthContributor(Supplier<? extends Collection<AmphoraServer>> servers,
			Supplier<? extends Collection<AmphoraClient>> clients) {
		this.servers = servers;
		this.clients = clients;
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		return indicators().get(name);
	}

	@Override
	public Stream<HealthContributors.Entry> stream() {
		return indicators().entrySet()
			.stream()
			.map((entry) -> new HealthContributors.Entry(entry.getKey(), entry.getValue()));
	}

	private Map<String, HealthIndicator> indicators() {
		Map<String, HealthIndicator> indicators = new LinkedHashMap<>();
		for (AmphoraServer server : this.servers.get()) {
			if (server.state() != ServerState.CLOSED) {
				String kind = (server instanceof AmphoraFanoutServer) ? "fanout-server-" : "server-";
				put(indicators, name(kind, server.service(), server.connectionName()),
						new AmphoraServerHealthIndicator(server));
			}
		}
		for (AmphoraClient client : this.clients.get()) {
			if (client.state() != ClientState.CLOSED) {
				put(indicators, name("client-", client.service(), client.connectionName()),
						new AmphoraClientHealthIndicator(client));
			}
		}
		return indicators;
	}

	private static String name(String kind, String service, @Nullable String connection) {
		return kind + service + ((connection != null) ? "-" + connection : "");
	}

	private static void put(Map<String, HealthIndicator> indicators, String name, HealthIndicator indicator) {
		String key = name.replace('/', '_');
		for (int i = 2; indicators.containsKey(key); i++) {
			key = name.replace('/', '_') + "-" + i;
		}
		indicators.put(key, indicator);
	}

}
