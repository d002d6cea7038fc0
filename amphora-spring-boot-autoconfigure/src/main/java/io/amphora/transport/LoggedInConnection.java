package io.amphora.transport;

import com.rabbitmq.client.LongString;
import com.rabbitmq.client.MetricsCollector;
import com.rabbitmq.client.SaslConfig;
import com.rabbitmq.client.SaslMechanism;
import com.rabbitmq.client.impl.AMQConnection;
import com.rabbitmq.client.impl.ConnectionParams;
import com.rabbitmq.client.impl.FrameHandler;
import com.rabbitmq.client.observation.ObservationCollector;
import org.jspecify.annotations.Nullable;

/**
 * A connection of the RabbitMQ client that knows the user it has logged in as. The
 * credentials provider may supply another user for the next connection.
 */
final class LoggedInConnection extends AMQConnection {

	private final Login login;

	private LoggedInConnection(ConnectionParams params, FrameHandler frameHandler, MetricsCollector metricsCollector,
			ObservationCollector observationCollector, Login login) {
		super(params, frameHandler, metricsCollector, observationCollector);
		this.login = login;
	}

	static LoggedInConnection create(ConnectionParams params, SaslConfig saslConfig, FrameHandler frameHandler,
			MetricsCollector metricsCollector, ObservationCollector observationCollector) {
		Login login = new Login(saslConfig);
		params.setSaslConfig(login);
		return new LoggedInConnection(params, frameHandler, metricsCollector, observationCollector, login);
	}

	/** Return the user, or {@code null} before the login. */
	@Nullable String user() {
		return this.login.user;
	}

	/**
	 * Keeps the user name that is sent to the broker. Written by the thread that opens
	 * the connection.
	 */
	private static final class Login implements SaslConfig {

		private final SaslConfig saslConfig;

		private volatile @Nullable String user;

		Login(SaslConfig saslConfig) {
			this.saslConfig = saslConfig;
		}

		@Override
		public @Nullable SaslMechanism getSaslMechanism(String[] mechanisms) {
			SaslMechanism mechanism = this.saslConfig.getSaslMechanism(mechanisms);
			return (mechanism != null) ? recorded(mechanism) : null;
		}

		private SaslMechanism recorded(SaslMechanism mechanism) {
			return new SaslMechanism() {

				@Override
				public String getName() {
					return mechanism.getName();
				}

				@Override
				public LongString handleChallenge(LongString challenge, String username, String password) {
					Login.this.user = username;
					return mechanism.handleChallenge(challenge, username, password);
				}

			};
		}

	}

}
