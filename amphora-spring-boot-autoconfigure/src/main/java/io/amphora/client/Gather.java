package io.amphora.client;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.amphora.NoResultException;
import io.amphora.UnroutableRequestException;
import org.jspecify.annotations.Nullable;

/**
 * A function of all fanout servers whose answers are gathered until the deadline, or
 * until there are enough of them. Immutable, like {@link RemoteFunction}.
 * <p>
 * Without {@link #expecting(int)} and {@link #quorum(int)}, gathering ends as soon as all
 * servers have answered that answered an earlier call of the function in the last ten
 * minutes. If they are unknown, or not all of them answer, it ends when no further answer
 * has come for the {@linkplain AmphoraClientBuilder#gatherQuietPeriod(Duration) quiet
 * period}. Before the first answer, it ends at the deadline only.
 *
 * @param <T> the type of the results
 */
public interface Gather<T> {

	/**
	 * Set the deadline. Gathering ends before it if the answers may be lost with the
	 * response queue: with those that have come if there are any and they will do, and
	 * otherwise with an {@link io.amphora.AnswerLostException}.
	 * @param timeout how long to gather at the most
	 * @return the function with that deadline
	 */
	Gather<T> timeout(Duration timeout);

	/**
	 * Stop as soon as so many servers have answered, be it with a result or an error. At
	 * the deadline, fewer will do.
	 * @param servers how many answers are expected
	 * @return the function with that expectation
	 */
	Gather<T> expecting(int servers);

	/**
	 * Stop as soon as so many servers have answered with a result. Fewer at the deadline
	 * are a failure.
	 * @param servers how many results are needed
	 * @return the function with that quorum
	 */
	Gather<T> quorum(int servers);

	/**
	 * Add an argument by name.
	 * @param name the name of the parameter
	 * @param value the argument
	 * @return the function with that argument
	 */
	Gather<T> kwarg(String name, @Nullable Object value);

	/**
	 * Set the types of the arguments by position, see
	 * {@link RemoteFunction#argumentTypes(Type...)}.
	 * @param types the types; there may be fewer of them than arguments
	 * @return the function with those types
	 */
	Gather<T> argumentTypes(Type... types);

	/**
	 * Call the function and wait for the answers.
	 * @param args the arguments by position
	 * @return the answers in the order in which they came
	 * @throws UnroutableRequestException if no server is connected
	 * @throws NoResultException if the quorum is not reached by the deadline
	 */
	List<Answer<T>> call(@Nullable Object... args);

	/**
	 * Call the function without waiting.
	 * @param args the arguments by position
	 * @return completes with the answers, or exceptionally as {@link #call} does
	 */
	CompletableFuture<List<Answer<T>>> defer(@Nullable Object... args);

	/**
	 * Call the function and get each answer as it comes.
	 * @param consumer gets the answers, one at a time, on a thread that must not be
	 * blocked
	 * @param args the arguments by position
	 * @return completes with all answers after the last one was consumed, or
	 * exceptionally as {@link #call} does
	 */
	CompletableFuture<List<Answer<T>>> forEach(Consumer<? super Answer<T>> consumer, @Nullable Object... args);

	/**
	 * Call the function and get each answer as it comes, as a stream whose reader waits
	 * for the next one. Closing the stream gives up the rest.
	 * @param args the arguments by position
	 * @return a stream that ends at the deadline or with the last answer, and that fails
	 * as {@link #call} does
	 */
	Stream<Answer<T>> stream(@Nullable Object... args);

}
