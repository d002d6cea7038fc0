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

package io.amphora.autoconfigure.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.amphora.autoconfigure.AmphoraProperties;
import io.amphora.client.ReplyMode;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Checks that the application can use the embedded broker. An application that enables it
 * must not silently use another broker.
 */
final class EmbeddedBrokerSetup {

	private static final List<String> QPID = List.of("org.apache.qpid.server.SystemLauncher",
			"org.apache.qpid.server.protocol.v0_8.ProtocolEngineCreator_0_9_1",
			"org.apache.qpid.server.store.MemoryConfigurationStore");

	private static final String ENABLED = "amphora.embedded.enabled";

	private static final List<ConfigurationPropertyName> ADDRESS = Stream.of("host", "port", "addresses")
		.map((name) -> ConfigurationPropertyName.of("amphora." + name))
		.toList();

	private final ConfigurableListableBeanFactory beanFactory;

	EmbeddedBrokerSetup(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	void requireQpid() {
		ClassLoader classLoader = this.beanFactory.getBeanClassLoader();
		if (!QPID.stream().allMatch((name) -> ClassUtils.isPresent(name, classLoader))) {
			throw new EmbeddedBrokerSetupException(
					"The embedded broker is enabled, but Apache Qpid is not on the class path.",
					"Add org.apache.qpid:qpid-broker-core:10.1.0,"
							+ " org.apache.qpid:qpid-broker-plugins-amqp-0-8-protocol:10.1.0 and"
							+ " org.apache.qpid:qpid-broker-plugins-memory-store:10.1.0 to the dependencies,"
							+ " or set 'amphora.embedded.enabled' to false.");
		}
	}

	void requirePort(int port) {
		if (port < 0 || port > 65_535) {
			throw new InvalidConfigurationPropertyValueException("amphora.embedded.port", port,
					"It must be from 0 to 65535.");
		}
	}

	/**
	 * A property source with higher precedence than that of the address, such as that of
	 * a test, may enable the embedded broker.
	 */
	void requireNoAddress(AmphoraProperties properties) {
		if (overridesAddress()) {
			return;
		}
		MutuallyExclusiveConfigurationPropertiesException.throwIfMultipleNonNullValuesIn((entries) -> {
			entries.put(ENABLED, true);
			entries.put("amphora.host", properties.host());
			entries.put("amphora.port", properties.port());
			entries.put("amphora.addresses", properties.addresses().isEmpty() ? null : properties.addresses());
		});
	}

	private boolean overridesAddress() {
		for (ConfigurationPropertySource source : ConfigurationPropertySources
			.get(this.beanFactory.getBean(Environment.class))) {
			boolean enabled = source.getConfigurationProperty(ConfigurationPropertyName.of(ENABLED)) != null;
			boolean addressed = ADDRESS.stream()
				.anyMatch((name) -> source.getConfigurationProperty(name) != null || isParent(name, source));
			if (enabled || addressed) {
				return !addressed;
			}
		}
		return false;
	}

	private static boolean isParent(ConfigurationPropertyName name, ConfigurationPropertySource source) {
		return source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT;
	}

	void requireNoDirectReplies(AmphoraProperties properties) {
		properties.clients().forEach((name, client) -> {
			if (client.connection() == null && client.replyMode() == ReplyMode.DIRECT) {
				throw new InvalidConfigurationPropertyValueException("amphora.clients." + name + ".reply-mode",
						client.replyMode(), "The embedded broker does not support direct reply-to. Use RabbitMQ, or"
								+ " set 'reply-mode' to 'queue'.");
			}
		});
	}

	private boolean isOfAnotherConnection(String bean) {
		return this.beanFactory.containsBeanDefinition(bean)
				&& this.beanFactory.getMergedBeanDefinition(bean) instanceof AbstractBeanDefinition definition
				&& !definition.isDefaultCandidate();
	}

	void requireNoOther(Class<?> type, String own) {
		List<String> others = new ArrayList<>(List.of(this.beanFactory.getBeanNamesForType(type, true, false)));
		others.remove(own);
		others.removeIf(this::isOfAnotherConnection);
		if (this.beanFactory.getParentBeanFactory() instanceof ListableBeanFactory parent) {
			others.addAll(List.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(parent, type, true, false)));
		}
		if (!others.isEmpty()) {
			throw new EmbeddedBrokerSetupException(
					"The embedded broker is enabled, but there is a bean of type %s already: '%s'."
						.formatted(type.getName(), others.get(0)),
					"Remove the bean, or set 'amphora.embedded.enabled' to false.");
		}
	}

}
