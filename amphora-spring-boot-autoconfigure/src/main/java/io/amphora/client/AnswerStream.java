package io.amphora.client;

import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.amphora.AmphoraException;
import io.amphora.CallInterruptedException;

/**
 * Hands answers from the thread that delivers them to the reader of a stream. An empty
 * element marks the end.
 *
 * @param <T> the type of the results
 */
final class AnswerStream<T> extends AbstractSpliterator<Answer<T>> implements Consumer<Answer<T>> {

	private final BlockingQueue<Optional<Answer<T>>> queue = new LinkedBlockingQueue<>();

	private CompletableFuture<List<Answer<T>>> gathered = new CompletableFuture<>();

	AnswerStream() {
		super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
	}

	Stream<Answer<T>> until(CompletableFuture<List<Answer<T>>> end) {
		this.gathered = end;
		end.whenComplete((answers, failure) -> this.queue.add(Optional.empty()));
		return StreamSupport.stream(this, false).onClose(() -> end.cancel(false));
	}

	@Override
	public void accept(Answer<T> answer) {
		this.queue.add(Optional.of(answer));
	}

	@Override
	public boolean tryAdvance(Consumer<? super Answer<T>> action) {
		Optional<Answer<T>> next = take();
		if (next.isPresent()) {
			action.accept(next.get());
			return true;
		}
		failIfFailed();
		return false;
	}

	private Optional<Answer<T>> take() {
		try {
			return this.queue.take();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.gathered.cancel(false);
			throw new CallInterruptedException("Interrupted while waiting for the next answer", null, ex);
		}
	}

	private void failIfFailed() {
		try {
			this.gathered.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof AmphoraException failure) {
				throw failure;
			}
			throw ex;
		}
	}

}
