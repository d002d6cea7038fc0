package io.amphora.autoconfigure;

import java.util.Set;

import io.amphora.transport.BrokerTransport;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Finds the transport of each connection for a bean that uses them, and that is destroyed
 * before they are.
 */
final class Transports {

	private final BrokerTransport defaultTransport;

	private final Set<String> known;

	private final ConfigurableListableBeanFactory beanFactory;

	private final String user;

	/**
	 * Create a finder.
	 * @param defaultTransport that of the connection without a name
	 * @param known the names of the other connections
	 * @param beanFactory has their transports
	 * @param user the name of the bean that uses the transports
	 */
	Transports(BrokerTransport defaultTransport, Set<String> known, ConfigurableListableBeanFactory beanFactory,
			String user) {
		this.defaultTransport = defaultTransport;
		this.known = known;
		this.beanFactory = beanFactory;
		this.user = user;
	}

	/**
	 * The transport of a connection.
	 * @param connection the name of the connection, or {@code null} for the default one
	 * @param property the property that names it, or {@code null} if code does
	 * @return the transport
	 * @throws UnknownConnectionException if there is none
	 */
	BrokerTransport get(@Nullable String connection, @Nullable String property) {
		if (connection == null) {
			return this.defaultTransport;
		}
		String bean = QualifiedBeans.find(this.beanFactory, BrokerTransport.class, connection);
		if (bean == null) {
			throw new UnknownConnectionException(connection, property, this.known);
		}
		this.beanFactory.registerDependentBean(bean, this.user);
		return this.beanFactory.getBean(bean, BrokerTransport.class);
	}

}
