package io.amphora.client;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;

/**
 * A function as a client sees it, with the options for calling it. Immutable: every
 * option gives a new function, so one may be kept and used by several threads.
 */
public interface RemoteFunction {

	/**
	 * The full name.
	 * @return the name, with dots
	 */
	String name();

	/**
	 * A function below this one: {@code function("send_message").function("email")} is
	 * {@code send_message.email}.
	 * @param name the next part of the name
	 * @return the function, with the same options
	 */
	RemoteFunction function(String name);

	/**
	 * Set how long to wait for the result.
	 * @param timeout longer than zero
	 * @return the function with that timeout
	 */
	RemoteFunction timeout(Duration timeout);

	/**
	 * Set the routing key of requests, instead of the service's own.
	 * @param routingKey the routing key
	 * @return the function with that routing key
	 */
	RemoteFunction routingKey(String routingKey);

	/**
	 * Set the correlation id of the next call. A client that comes back under the same
	 * uuid can {@linkplain AmphoraClient#claim claim} the answer by it.
	 * @param correlationId unique among the calls of all clients of that uuid
	 * @return the function with that correlation id, to be called once
	 */
	RemoteFunction correlationId(String correlationId);

	/**
	 * Make {@code defer} wait until the broker has confirmed the request.
	 * @param waitPublish whether to wait
	 * @return the function with that setting
	 */
	RemoteFunction waitPublish(boolean waitPublish);

	/**
	 * Say whether the function may run twice for one call. If the answer to a call may be
	 * lost, because what it was to come by is gone, the call of such a function is sent
	 * again; any other fails with an {@link io.amphora.AnswerLostException}.
	 * @param idempotent whether running twice does no more than running once
	 * @return the function with that setting
	 */
	RemoteFunction idempotent(boolean idempotent);

	/**
	 * Add an argument by name.
	 * @param name the name of the parameter
	 * @param value the argument
	 * @return the function with that argument
	 */
	RemoteFunction kwarg(String name, @Nullable Object value);

	/**
	 * Add arguments by name.
	 * @param kwargs the arguments
	 * @return the function with those arguments
	 */
	RemoteFunction kwargs(Map<String, ? extends @Nullable Object> kwargs);

	/**
	 * Set the types of the arguments by position, instead of those of the last time. An
	 * argument without one is written by its class, which does not tell what a list or a
	 * map contains: a type such as {@code List<Shape>} is needed if {@code Shape} has
	 * {@code @JsonTypeInfo}.
	 * @param types the types; there may be fewer of them than arguments
	 * @return the function with those types
	 */
	RemoteFunction argumentTypes(Type... types);

	/**
	 * Call the function and wait, see
	 * {@link AmphoraClient#call(String, Class, Object...)}.
	 * @param <T> the type of the result
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return the result
	 */
	<T> @Nullable T call(Class<T> resultType, @Nullable Object... args);

	/**
	 * Call the function and wait, see
	 * {@link AmphoraClient#call(String, Class, Object...)}.
	 * @param <T> the type of the result
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return the result
	 */
	<T> @Nullable T call(ParameterizedTypeReference<T> resultType, @Nullable Object... args);

	/**
	 * Call the function and wait, see
	 * {@link AmphoraClient#call(String, Class, Object...)}.
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return the result
	 */
	@Nullable Object call(Type resultType, @Nullable Object... args);

	/**
	 * Call the function without waiting, see
	 * {@link AmphoraClient#defer(String, Class, Object...)}.
	 * @param <T> the type of the result
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return completes with the result
	 */
	<T> CompletableFuture<@Nullable T> defer(Class<T> resultType, @Nullable Object... args);

	/**
	 * Call the function without waiting, see
	 * {@link AmphoraClient#defer(String, Class, Object...)}.
	 * @param <T> the type of the result
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return completes with the result
	 */
	<T> CompletableFuture<@Nullable T> defer(ParameterizedTypeReference<T> resultType, @Nullable Object... args);

	/**
	 * Call the function without waiting, see
	 * {@link AmphoraClient#defer(String, Class, Object...)}.
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return completes with the result
	 */
	CompletableFuture<@Nullable Object> defer(Type resultType, @Nullable Object... args);

	/**
	 * Send the function a request that nobody answers.
	 * @param args the arguments by position
	 * @return completes when the broker has confirmed the request; exceptionally with
	 * {@link io.amphora.UnroutableRequestException} if no queue takes it, or with another
	 * {@link io.amphora.NoResultException} if it was not confirmed within the timeout
	 */
	CompletableFuture<@Nullable Void> send(@Nullable Object... args);

}
