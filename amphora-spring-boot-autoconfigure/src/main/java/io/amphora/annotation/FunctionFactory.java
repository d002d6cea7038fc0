package io.amphora.annotation;

import java.lang.reflect.Modifier;

import io.amphora.server.FunctionDefinition;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.util.StringUtils;

/**
 * Makes functions of methods, or says why that is impossible.
 */
final class FunctionFactory {

	private final ConfigurableBeanFactory beanFactory;

	private final BeanTypes types;

	private final ArgumentValidator validator;

	FunctionFactory(ConfigurableBeanFactory beanFactory, BeanTypes types, ArgumentValidator validator) {
		this.beanFactory = beanFactory;
		this.types = types;
		this.validator = validator;
	}

	AnnotatedFunction create(BeanMethod method, DeclaredFunction declared, String defaultService) {
		requireCallable(method);
		String service = resolve(method, "service", declared.service(), defaultService);
		String name = resolve(method, "name", declared.name(), method.method().getName());
		FunctionParameters parameters = FunctionParameters.of(method);
		ArgumentBinder binder = new ArgumentBinder(name, parameters);
		FunctionTarget target = new FunctionTarget(this.beanFactory, method);
		FunctionDefinition definition = new FunctionDefinition(name, (call) -> {
			@Nullable Object[] arguments = binder.bind(call);
			Object bean = target.bean();
			this.validator.validate(name, bean, method.method(), arguments);
			return target.invoke(bean, arguments);
		}, declared.acknowledge(), Signatures.of(method, parameters));
		return new AnnotatedFunction(service, name, declared.fanout(), method.beanName(), method.method(), definition);
	}

	private void requireCallable(BeanMethod method) {
		int modifiers = method.method().getModifiers();
		if (Modifier.isStatic(modifiers)) {
			throw method.invalid("It is static, so no bean is needed to call it.", "Remove 'static'.");
		}
		if (Modifier.isPrivate(modifiers)) {
			throw method.invalid("It is private, so a proxy of the bean would not have it.", "Remove 'private'.");
		}
		Class<?> exposed = this.types.exposed(method.beanName());
		if (exposed != null) {
			InvocableMethods.requireNoObstacle(method, exposed);
		}
	}

	private String resolve(BeanMethod method, String attribute, String value, String defaultValue) {
		if (value.isEmpty()) {
			return defaultValue;
		}
		String resolved = resolve(method, attribute, value);
		if (!StringUtils.hasText(resolved)) {
			throw method.invalid("Its %s \"%s\" is blank.".formatted(attribute, value),
					"Give it a value, or leave the attribute out.");
		}
		if (resolved.contains("${")) {
			throw unresolved(method, attribute, value, null);
		}
		return resolved;
	}

	private @Nullable String resolve(BeanMethod method, String attribute, String value) {
		try {
			return this.beanFactory.resolveEmbeddedValue(value);
		}
		catch (IllegalArgumentException ex) {
			throw unresolved(method, attribute, value, ex);
		}
	}

	private static InvalidFunctionException unresolved(BeanMethod method, String attribute, String value,
			@Nullable Exception cause) {
		return method.invalid("Its %s \"%s\" has a placeholder that cannot be resolved.".formatted(attribute, value),
				"Set the property, or give a default as in \"${my.property:default}\".", cause);
	}

}
