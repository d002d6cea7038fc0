package io.amphora.autoconfigure;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.AmphoraServer;

/**
 * The servers of the application, for each service one, and one for fanout if there are
 * fanout functions. They start together with the application if they have functions by
 * then, or if {@code amphora.server.service-name} asks for them; later,
 * {@link AmphoraServer#serve()} starts them. Thread-safe.
 */
public final class AmphoraServers {

	private final Function<String, AmphoraServer> creator;

	private final Function<String, AmphoraFanoutServer> fanoutCreator;

	private final Map<String, AmphoraServer> byService = new HashMap<>();

	private final Map<String, AmphoraFanoutServer> fanoutByService = new HashMap<>();

	private final Set<AmphoraServer> servers = new LinkedHashSet<>();

	AmphoraServers(Function<String, AmphoraServer> creator, Function<String, AmphoraFanoutServer> fanoutCreator) {
		this.creator = creator;
		this.fanoutCreator = fanoutCreator;
	}

	/**
	 * The server of a service.
	 * @param service the service
	 * @return the server, created if there was none
	 */
	public AmphoraServer forService(String service) {
		synchronized (this.servers) {
			AmphoraServer server = this.byService.computeIfAbsent(service, this.creator);
			this.servers.add(server);
			return server;
		}
	}

	/**
	 * The fanout server of a service.
	 * @param service the service
	 * @return the server, created if there was none
	 */
	public AmphoraFanoutServer fanoutForService(String service) {
		synchronized (this.servers) {
			AmphoraFanoutServer server = this.fanoutByService.computeIfAbsent(service, this.fanoutCreator);
			this.servers.add(server);
			return server;
		}
	}

	/**
	 * All servers, those included that are beans of the application.
	 * @return a snapshot
	 */
	public Collection<AmphoraServer> servers() {
		synchronized (this.servers) {
			return List.copyOf(this.servers);
		}
	}

	/** A server that the application has made itself counts as one of these. */
	void adopt(AmphoraServer server) {
		synchronized (this.servers) {
			this.servers.add(server);
			if (server instanceof AmphoraFanoutServer fanout) {
				this.fanoutByService.putIfAbsent(fanout.service(), fanout);
			}
			else {
				this.byService.putIfAbsent(server.service(), server);
			}
		}
	}

	void close() {
		servers().forEach(AmphoraServer::close);
	}

}
