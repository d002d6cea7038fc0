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

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.util.ClassUtils;

/**
 * Reads {@code spring.rabbitmq.ssl} if Spring Boot's connection details have no bundle.
 * An application that requires encryption must not connect without it.
 */
final class RabbitMqSsl {

	private static final Map<String, String> STORES = Map.of("getKeyStore", "key-store", "getTrustStore",
			"trust-store");

	private RabbitMqSsl() {
	}

	/**
	 * Find the bundle of encrypted connections.
	 * @param detailsType the type of the connection details, in the package of the
	 * properties
	 * @return the bundle to use, or {@code null} if connections are not encrypted
	 */
	static @Nullable SslBundle find(Class<?> detailsType, BeanFactory beanFactory) {
		Class<?> type = ClassUtils.resolveClassName(detailsType.getPackageName() + ".RabbitProperties",
				detailsType.getClassLoader());
		Object properties = beanFactory.getBeanProvider(type).getIfUnique();
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
		return RabbitMqConnectionDetails.get(target.getClass(), accessor, target);
	}

}
