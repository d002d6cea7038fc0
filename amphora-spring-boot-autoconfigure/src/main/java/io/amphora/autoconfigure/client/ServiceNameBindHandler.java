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

package io.amphora.autoconfigure.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.amphora.autoconfigure.AmphoraClientProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.Environment;

/**
 * Binds the properties of a client that is configured by the short form, with its service
 * as the value. Spring Boot binds either a value or properties, so an environment
 * variable could not change the timeout of such a client.
 */
final class ServiceNameBindHandler extends AbstractBindHandler {

	private final Environment environment;

	ServiceNameBindHandler(BindHandler parent, Environment environment) {
		super(parent);
		this.environment = environment;
	}

	@Override
	public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Object result) {
		return super.onSuccess(name, target, context,
				(result instanceof AmphoraClientProperties client) ? bind(name, client, context) : result);
	}

	private AmphoraClientProperties bind(ConfigurationPropertyName name, AmphoraClientProperties client,
			BindContext context) {
		boolean value = false;
		boolean properties = false;
		List<ConfigurationPropertySource> sources = new ArrayList<>();
		for (ConfigurationPropertySource source : context.getSources()) {
			value |= source.getConfigurationProperty(name) != null;
			properties |= source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT;
			sources.add(source.filter((other) -> !other.equals(name)));
		}
		if (!value || !properties) {
			return client;
		}
		if (client.serviceName() != null) {
			sources.add(new MapConfigurationPropertySource(
					Map.of(name.append("service-name").toString(), client.serviceName())));
		}
		return new Binder(sources, new PropertySourcesPlaceholdersResolver(this.environment)).bindOrCreate(name,
				Bindable.of(AmphoraClientProperties.class), BindHandler.DEFAULT);
	}

}
