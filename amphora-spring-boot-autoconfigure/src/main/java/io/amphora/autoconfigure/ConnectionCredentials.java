package io.amphora.autoconfigure;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.CredentialsProvider;
import com.rabbitmq.client.impl.CredentialsRefreshService;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * The beans that a connection takes its credentials from, as those of Spring Boot's own
 * RabbitMQ support do. A user name or password of Amphora's own takes precedence.
 *
 * @param provider gives the user name and the password, or {@code null}
 * @param refreshService sends refreshed credentials to the broker while connections are
 * open, or {@code null}
 */
record ConnectionCredentials(@Nullable CredentialsProvider provider,
		@Nullable CredentialsRefreshService refreshService) {

	private static final ConnectionCredentials NONE = new ConnectionCredentials(null, null);

	/**
	 * Find the credentials of a connection: the beans whose name or qualifier is that of
	 * the connection, or else the only ones.
	 */
	static ConnectionCredentials find(ListableBeanFactory beanFactory, ConnectionSettings settings,
			AmphoraConnectionDetails details) {
		if (settings.properties().saslMechanism() == SaslMechanism.EXTERNAL || hasLogin(details)) {
			return NONE;
		}
		return new ConnectionCredentials(find(beanFactory, CredentialsProvider.class, settings.name()),
				find(beanFactory, CredentialsRefreshService.class, settings.name()));
	}

	private static boolean hasLogin(AmphoraConnectionDetails details) {
		return !(details instanceof RabbitMqConnectionDetails)
				&& (details.getUsername() != null || details.getPassword() != null);
	}

	private static <T> @Nullable T find(ListableBeanFactory beanFactory, Class<T> type, @Nullable String connection) {
		String bean = (connection != null) ? QualifiedBeans.find(beanFactory, type, connection) : null;
		return (bean != null) ? beanFactory.getBean(bean, type) : beanFactory.getBeanProvider(type).getIfUnique();
	}

	/** The user that connections log in as. */
	String user(AmphoraConnectionDetails details) {
		String user = (this.provider != null) ? this.provider.getUsername() : details.getUsername();
		return (user != null) ? user : ConnectionFactory.DEFAULT_USER;
	}

	void applyTo(ConnectionFactory connectionFactory) {
		if (this.provider != null) {
			connectionFactory.setCredentialsProvider(this.provider);
		}
		if (this.refreshService != null) {
			connectionFactory.setCredentialsRefreshService(this.refreshService);
		}
	}

}
