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

package io.amphora.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.ReflectionUtils;

/**
 * The values that records of configuration properties get where nothing is configured.
 */
final class BoundProperties {

	private final Map<String, Object> values = new TreeMap<>();

	/** By the names of their properties; {@code null} for those that have no value. */
	static Map<String, Object> defaults(Iterable<Class<?>> types) {
		BoundProperties properties = new BoundProperties();
		for (Class<?> type : types) {
			String prefix = type.getAnnotation(ConfigurationProperties.class).value();
			properties.add(prefix, new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate(prefix, type));
		}
		return properties.values;
	}

	private void add(String prefix, Object bound) {
		for (RecordComponent component : bound.getClass().getRecordComponents()) {
			String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
			Object value = ReflectionUtils.invokeMethod(component.getAccessor(), bound);
			if (value instanceof Record) {
				add(name, value);
			}
			else {
				this.values.put(name, value);
			}
		}
	}

}
