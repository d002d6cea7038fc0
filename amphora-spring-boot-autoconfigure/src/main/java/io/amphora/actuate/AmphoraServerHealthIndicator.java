package io.amphora.actuate;

import java.util.List;

import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerState;
import io.amphora.server.ServerStatistics;
import io.amphora.transport.ConsumerState;
import io.amphora.transport.connection.ConnectionState;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Reports whether a server can handle requests. It is {@code UP} while it has its
 * connections, the broker accepts its replies, a consumer is registered on each of its
 * queues, and it is not {@linkplain AmphoraServer#stalled() stalled}. All details are
 * known in this process, so the check never waits for the broker.
 */
public class AmphoraServerHealthIndicator extends AbstractHealthIndicator {

	private final AmphoraServer server;

	private final @Nullable String beanName;

	/**
	 * Create a new indicator.
	 * @param server the server
	 */
	public AmphoraServerHealthIndicator(AmphoraServer server) {
		this(server, null);
	}

	AmphoraServerHealthIndicator(AmphoraServer server, @Nullable String beanName) {
		super("The health of an Amphora server is not known");
		this.server = server;
		this.beanName = beanName;
	}

	@Override
	protected void doHealthCheck(Health.Builder health) {
		ServerState state = this.server.state();
		ConnectionState connection = this.server.connection();
		List<ConsumerState> consumers = this.server.consumers();
		boolean stalled = this.server.stalled();
		ServerStatistics statistics = this.server.statistics();
		health.status(status(state, !stalled && HealthDetails.working(connection, consumers)))
			.withDetail("service", this.server.service())
			.withDetail("fanout", this.server instanceof AmphoraFanoutServer)
			.withDetail("instance", this.server.uuid())
			.withDetail("state", state)
			.withDetail("stalled", stalled)
			.withDetail("running", statistics.running())
			.withDetail("overdue", statistics.overdue())
			.withDetail("held", statistics.held());
		HealthDetails.add(health, this.beanName, this.server.connectionName(), connection, consumers);
	}

	private Status status(ServerState state, boolean working) {
		return switch (state) {
			case SERVING -> working ? Status.UP : Status.DOWN;
			// a server without functions was never started
			case STOPPED -> this.server.functions().isEmpty() ? Status.UNKNOWN : Status.OUT_OF_SERVICE;
			case PREPARING_STOP, CLOSED -> Status.OUT_OF_SERVICE;
		};
	}

}
