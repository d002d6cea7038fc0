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

package io.amphora.contract;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.amphora.AmphoraError;
import io.amphora.AmphoraException;
import io.amphora.RemoteException;
import io.amphora.transport.thread.Causes;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.StringUtils;

/**
 * The exceptions that a method of a contract declares. If the remote function throws one
 * of them, the caller receives it instead of a {@link RemoteException}. A type on the
 * wire is only compared with the names of these classes; it never causes a class to be
 * loaded. Immutable.
 *
 * @param factories the factories of the exceptions, by the type on the wire
 */
record DeclaredExceptions(Map<String, ExceptionFactory> factories) {

	static DeclaredExceptions of(Class<?> contract, Method method) {
		Map<String, Class<?>> types = new HashMap<>();
		for (Type type : method.getGenericExceptionTypes()) {
			if (type instanceof Class<?> exception && isTranslated(contract, method, exception)) {
				String name = wireType(exception);
				Class<?> other = types.put(name, exception);
				if (other != null && other != exception) {
					throw new InvalidContractException(contract, method,
							"It declares two exceptions of the type '%s'.".formatted(name),
							"Remove one of them, or give it another name, as in @AmphoraError(\"OtherName\").", null);
				}
			}
		}
		Map<String, ExceptionFactory> factories = new HashMap<>();
		types.forEach((name, type) -> factories.put(name, ExceptionFactory.of(type)));
		return new DeclaredExceptions(Map.copyOf(factories));
	}

	/**
	 * Amphora's own exceptions are excluded, because they concern calls of the server
	 * rather than this one, and so is an interrupt, which concerns a thread of the
	 * server.
	 */
	private static boolean isTranslated(Class<?> contract, Method method, Class<?> type) {
		return Exception.class.isAssignableFrom(type) && !AmphoraException.class.isAssignableFrom(type)
				&& type != InterruptedException.class && !Modifier.isAbstract(type.getModifiers())
				&& mayBeThrown(contract, method, type);
	}

	/** Several superinterfaces of the contract may declare the same method. */
	private static boolean mayBeThrown(Class<?> contract, Method method, Class<?> type) {
		return RuntimeException.class.isAssignableFrom(type) || Stream.of(contract.getMethods())
			.filter((other) -> other.getName().equals(method.getName())
					&& Arrays.equals(other.getParameterTypes(), method.getParameterTypes()))
			.allMatch((other) -> Stream.of(other.getExceptionTypes())
				.anyMatch((declared) -> declared.isAssignableFrom(type)));
	}

	private static String wireType(Class<?> type) {
		AmphoraError annotation = AnnotationUtils.findAnnotation(type, AmphoraError.class);
		return (annotation != null && StringUtils.hasLength(annotation.value())) ? annotation.value()
				: type.getSimpleName();
	}

	/**
	 * Return the exception for a caller.
	 * @param remote the exception of the remote function
	 * @return the declared exception of that type, or the given exception if it cannot be
	 * converted
	 */
	Exception translate(RemoteException remote) {
		ExceptionFactory factory = (remote.errorType() != null) ? this.factories.get(remote.errorType()) : null;
		Exception declared = (factory != null) ? factory.create(remote) : null;
		return (declared != null) ? declared : remote;
	}

	/**
	 * Return the future for a caller.
	 * @param call the future of the call, which is cancelled with the returned future
	 * @param conversion converts the result, or throws an exception for the caller; or
	 * {@code null}
	 * @return a future that completes with the result, or with the exception for the
	 * caller
	 */
	CompletableFuture<@Nullable Object> translate(CompletableFuture<@Nullable Object> call,
			@Nullable UnaryOperator<@Nullable Object> conversion) {
		if (this.factories.isEmpty() && conversion == null) {
			return call;
		}
		CompletableFuture<@Nullable Object> translated = call.newIncompleteFuture();
		call.whenComplete((value, failure) -> {
			if (failure == null) {
				convert(value, conversion, translated);
			}
			else {
				translated.completeExceptionally(translateSafely(failure));
			}
		});
		translated.whenComplete((value, failure) -> call.cancel(false));
		return translated;
	}

	private static void convert(@Nullable Object value, @Nullable UnaryOperator<@Nullable Object> conversion,
			CompletableFuture<@Nullable Object> result) {
		try {
			result.complete((conversion != null) ? conversion.apply(value) : value);
		}
		catch (Throwable ex) {
			result.completeExceptionally(ex);
		}
	}

	/** Catches all throwables, because otherwise the future would never complete. */
	private Throwable translateSafely(Throwable failure) {
		try {
			return translate(failure);
		}
		catch (Throwable ex) {
			return failure;
		}
	}

	private Throwable translate(Throwable failure) {
		return (Causes.unwrap(failure) instanceof RemoteException remote) ? translate(remote) : failure;
	}

}
