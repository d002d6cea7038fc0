/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amphora.autoconfigure.connection;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Adapts the connection details of Spring Boot's own RabbitMQ support, which support
 * {@code spring.rabbitmq} properties, Docker Compose and Testcontainers. Uses reflection
 * because Spring Boot 4.2 moved the type to another package.
 */
final class RabbitMqConnectionDetails implements AmphoraConnectionDetails {

	static final Set<String> TYPES = Set.of("org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails",
			"org.springframework.boot.rabbitmq.autoconfigure.RabbitConnectionDetails");

	private static final Map<String, String> STORES = Map.of("getKeyStore", "key-store", "getTrustStore",
			"trust-store");

	private final Class<?> type;

	private final Object details;

	private final BeanFactory beanFactory;

	private RabbitMqConnectionDetails(Class<?> type, Object details, BeanFactory beanFactory) {
		this.type = type;
		this.details = details;
		this.beanFactory = beanFactory;
	}

	/** Return {@code null} unless there is a unique bean. */
	static @Nullable AmphoraConnectionDetails find(BeanFactory beanFactory, @Nullable ClassLoader classLoader) {
		for (String name : TYPES) {
			if (ClassUtils.isPresent(name, classLoader)) {
				Class<?> type = ClassUtils.resolveClassName(name, classLoader);
				Object details = beanFactory.getBeanProvider(type).getIfUnique();
				if (details != null) {
					return new RabbitMqConnectionDetails(type, details, beanFactory);
				}
			}
		}
		return null;
	}

	@Override
	public List<Address> getAddresses() {
		List<?> addresses = (List<?>) get(this.type, "getAddresses", this.details);
		Assert.state(addresses != null, "Missing addresses");
		return addresses.stream().map(RabbitMqConnectionDetails::address).toList();
	}

	private static Address address(Object address) {
		String host = (String) get(address.getClass(), "host", address);
		Integer port = (Integer) get(address.getClass(), "port", address);
		Assert.state(host != null && port != null, "An address needs a host and a port");
		return new Address(host, port);
	}

	@Override
	public @Nullable String getUsername() {
		return (String) get(this.type, "getUsername", this.details);
	}

	@Override
	public @Nullable String getPassword() {
		return (String) get(this.type, "getPassword", this.details);
	}

	@Override
	public @Nullable String getVirtualHost() {
		return (String) get(this.type, "getVirtualHost", this.details);
	}

	@Override
	public @Nullable SslBundle getSslBundle() {
		SslBundle bundle = (SslBundle) get(this.type, "getSslBundle", this.details);
		return (bundle != null) ? bundle : sslBundleOfProperties();
	}

	/**
	 * Read {@code spring.rabbitmq.ssl}, because the details have no bundle. An
	 * application that requires encryption must not connect without it.
	 * @return the bundle to use, or {@code null} if connections are not encrypted
	 */
	private @Nullable SslBundle sslBundleOfProperties() {
		Class<?> propertiesType = ClassUtils.resolveClassName(this.type.getPackageName() + ".RabbitProperties",
				this.type.getClassLoader());
		Object properties = this.beanFactory.getBeanProvider(propertiesType).getIfUnique();
		Object ssl = (properties != null) ? get("getSsl", properties) : null;
		if (ssl == null || !Boolean.TRUE.equals(get("determineEnabled", ssl))) {
			return null;
		}
		STORES.forEach((accessor, property) -> refuse("spring.rabbitmq.ssl." + property, get(accessor, ssl)));
		if (!Boolean.TRUE.equals(get("isValidateServerCertificate", ssl))) {
			refuse("spring.rabbitmq.ssl.validate-server-certificate", false);
		}
		return SslBundle.systemDefault();
	}

	private static void refuse(String property, @Nullable Object value) {
		if (value != null) {
			throw new InvalidConfigurationPropertyValueException(property, value,
					"Amphora takes its certificates from SSL bundles. Use 'spring.rabbitmq.ssl.bundle', or configure"
							+ " the connection under 'amphora' with 'amphora.ssl.bundle'.");
		}
	}

	private static @Nullable Object get(String accessor, Object target) {
		return get(target.getClass(), accessor, target);
	}

	/**
	 * Call an accessor of a type, which may be public although the target's class is not.
	 */
	private static @Nullable Object get(Class<?> type, String accessor, Object target) {
		Method method = ReflectionUtils.findMethod(type, accessor);
		Assert.state(method != null, () -> "%s has no method %s()".formatted(type, accessor));
		return ReflectionUtils.invokeMethod(method, target);
	}

	@Override
	public String toString() {
		return "Spring Boot's RabbitMQ connection details: " + getAddresses();
	}

}
