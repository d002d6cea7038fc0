package io.amphora.contract;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.amphora.RemoteException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.MethodInvoker;

/**
 * Creates exceptions of one class by the constructor that takes the arguments of a
 * {@link RemoteException}. Immutable.
 *
 * @param constructors the constructors of the class
 */
record ExceptionFactory(List<Constructor<?>> constructors) {

	static ExceptionFactory of(Class<?> type) {
		return new ExceptionFactory(Stream.<Constructor<?>>of(type.getDeclaredConstructors())
			.filter((constructor) -> !Modifier.isPrivate(constructor.getModifiers()) && !constructor.isSynthetic())
			.filter(Constructor::trySetAccessible)
			.toList());
	}

	/**
	 * Create an exception, with the given one as its cause or, if its class sets another
	 * cause, suppressed.
	 * @param remote has the arguments
	 * @return the exception, or {@code null} if no constructor takes the arguments, or
	 * the one that does throws an exception, which is suppressed in the given one
	 */
	@Nullable Exception create(RemoteException remote) {
		try {
			Invocation invocation = find(remote, false);
			invocation = (invocation != null) ? invocation : find(remote, true);
			return (invocation != null) ? linked((Exception) invocation.run(), remote) : null;
		}
		catch (InvocationTargetException ex) {
			suppress(remote, ex.getTargetException());
		}
		catch (Throwable ex) {
			// exceptions of applications may throw anything
			suppress(remote, ex);
		}
		return null;
	}

	private static void suppress(RemoteException remote, Throwable failure) {
		if (failure != remote) {
			remote.addSuppressed(failure);
		}
	}

	private @Nullable Invocation find(RemoteException remote, boolean withCause) {
		return this.constructors.stream()
			.map((constructor) -> invocation(constructor, remote, withCause))
			.filter(Objects::nonNull)
			.min(Comparator.comparingInt(Invocation::distance)
				.thenComparingInt(Invocation::conversion)
				.thenComparing(Invocation::signature))
			.orElse(null);
	}

	private static @Nullable Invocation invocation(Constructor<?> constructor, RemoteException remote,
			boolean withCause) {
		Class<?>[] types = constructor.getParameterTypes();
		@Nullable Object[] args = remote.args().toArray(new @Nullable Object[remote.args().size()]);
		if (types.length != (withCause ? args.length + 1 : args.length)
				|| (withCause && !Throwable.class.isAssignableFrom(types[args.length]))) {
			return null;
		}
		try {
			@Nullable Object[] values = Arrays.copyOf(args, types.length);
			for (int i = 0; i < args.length; i++) {
				values[i] = ErrorArguments.convert(args[i], ResolvableType.forConstructorParameter(constructor, i));
			}
			if (withCause) {
				values[args.length] = types[args.length].cast(remote);
			}
			return new Invocation(constructor, values, MethodInvoker.getTypeDifferenceWeight(types, values),
					MethodInvoker.getTypeDifferenceWeight(Arrays.copyOf(types, args.length), args));
		}
		catch (IllegalArgumentException | ArithmeticException | ClassCastException ex) {
			return null;
		}
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
	 * @param distance how far the types of the parameters are above those of the values
	 * @param conversion the same for the arguments, the greatest number if one of them is
	 * converted
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
