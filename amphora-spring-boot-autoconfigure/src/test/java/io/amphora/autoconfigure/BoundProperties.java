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
