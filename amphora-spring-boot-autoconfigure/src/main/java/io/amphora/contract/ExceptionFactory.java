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

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.amphora.RemoteException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.MethodInvoker;

/**
 * Creates exceptions of one class with the constructor that matches the arguments of a
 * {@link RemoteException}. Immutable.
 *
 * @param type the class
 * @param constructors the constructors of the class
 */
record ExceptionFactory(Class<?> type, List<Constructor<?>> constructors) {

	static ExceptionFactory of(Class<?> type) {
		return new ExceptionFactory(type, Stream.<Constructor<?>>of(type.getDeclaredConstructors())
			.filter((constructor) -> !Modifier.isPrivate(constructor.getModifiers()) && !constructor.isSynthetic())
			.filter(Constructor::trySetAccessible)
			.toList());
	}

	/**
	 * Create an exception with the given exception as its cause. If the class sets
	 * another cause, the given exception is added as a suppressed exception.
	 * @param remote the exception with the arguments
	 * @return the exception, or {@code null} if no constructor matches the arguments or
	 * if the constructor throws an exception, which is added to the given one as
	 * suppressed; the first time for each class, a warning is logged
	 */
	@Nullable Exception create(RemoteException remote) {
		try {
			Invocation invocation = find(remote);
			if (invocation != null) {
				return linked((Exception) invocation.run(), remote);
			}
			UnconvertedError.noConstructor(this.type, remote.args());
		}
		catch (InvocationTargetException ex) {
			failed(remote, ex.getTargetException());
		}
		catch (Throwable ex) {
			// exceptions of applications may throw anything
			failed(remote, ex);
		}
		return null;
	}

	private void failed(RemoteException remote, Throwable failure) {
		UnconvertedError.constructorThrew(this.type, failure);
		if (failure != remote) {
			remote.addSuppressed(failure);
		}
	}

	private @Nullable Invocation find(RemoteException remote) {
		Invocation invocation = find(remote.args(), remote);
		return (invocation == null && remote.args().isEmpty()) ? findWithoutMessage(remote) : invocation;
	}

	/** The server may be set to omit messages. */
	private @Nullable Invocation findWithoutMessage(RemoteException remote) {
		List<Constructor<?>> withMessage = this.constructors.stream()
			.filter((constructor) -> Arrays.asList(constructor.getParameterTypes()).indexOf(String.class) == 0)
			.toList();
		return new ExceptionFactory(this.type, withMessage).find(Collections.singletonList(null), remote);
	}

	private @Nullable Invocation find(List<@Nullable Object> args, RemoteException remote) {
		Invocation invocation = findBest(args, null);
		return (invocation != null) ? invocation : findBest(args, remote);
	}

	private @Nullable Invocation findBest(List<@Nullable Object> args, @Nullable RemoteException cause) {
		return this.constructors.stream()
			.map((constructor) -> invocation(constructor, args.toArray(), cause))
			.filter(Objects::nonNull)
			.min(Comparator.comparingInt(Invocation::distance)
				.thenComparingInt(Invocation::conversion)
				.thenComparing(Invocation::signature))
			.orElse(null);
	}

	private static @Nullable Invocation invocation(Constructor<?> constructor, @Nullable Object[] args,
			@Nullable RemoteException cause) {
		Class<?>[] types = constructor.getParameterTypes();
		if (types.length != ((cause != null) ? args.length + 1 : args.length)
				|| (cause != null && !isCause(types[args.length], cause))) {
			return null;
		}
		try {
			@Nullable Object[] values = Arrays.copyOf(args, types.length);
			for (int i = 0; i < args.length; i++) {
				values[i] = ErrorArguments.convert(args[i], ResolvableType.forConstructorParameter(constructor, i));
			}
			if (cause != null) {
				values[args.length] = cause;
			}
			return new Invocation(constructor, values, MethodInvoker.getTypeDifferenceWeight(types, values),
					MethodInvoker.getTypeDifferenceWeight(Arrays.copyOf(types, args.length), args));
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			return null;
		}
	}

	private static boolean isCause(Class<?> type, RemoteException cause) {
		return Throwable.class.isAssignableFrom(type) && type.isInstance(cause);
	}

	private static Exception linked(Exception exception, RemoteException remote) {
		if (exception.getCause() != remote) {
			try {
				exception.initCause(remote);
			}
			catch (IllegalStateException ex) {
				exception.addSuppressed(remote);
			}
		}
		return exception;
	}

	/**
	 * A constructor with the values for its parameters.
	 *
	 * @param distance the distance between the types of the parameters and those of the
	 * values
	 * @param conversion the same distance for the arguments before their conversion, with
	 * the maximum value if one of them is converted
	 */
	private record Invocation(Constructor<?> constructor, @Nullable Object[] values, int distance, int conversion) {

		String signature() {
			return this.constructor.toString();
		}

		Object run() throws ReflectiveOperationException {
			return this.constructor.newInstance(this.values);
		}

	}

}
