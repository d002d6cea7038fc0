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
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
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
		return (bundle != null) ? bundle : RabbitMqSsl.find(this.type, this.beanFactory);
	}

	/**
	 * Call an accessor of a type, which may be public although the target's class is not.
	 */
	static @Nullable Object get(Class<?> type, String accessor, Object target) {
		Method method = ReflectionUtils.findMethod(type, accessor);
		Assert.state(method != null, () -> "%s has no method %s()".formatted(type, accessor));
		return ReflectionUtils.invokeMethod(method, target);
	}

	@Override
	public String toString() {
		return "Spring Boot's RabbitMQ connection details: " + getAddresses();
	}

}
