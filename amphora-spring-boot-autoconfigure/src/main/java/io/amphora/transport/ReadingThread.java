package io.amphora.transport;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Has a connection deliver on the thread that reads from it, which saves each message the
 * way to another thread. The Java client gives its deliveries to the executor of a
 * connection, and this one runs them where they are. Only for connection factories that
 * nobody but Amphora consumes with: what takes long there, or waits, keeps the connection
 * from being read.
 */
public final class ReadingThread {

	private static final ThreadMark MARK = new ThreadMark();

	private static final ExecutorService EXECUTOR = new InPlace();

	private ReadingThread() {
	}

	/**
	 * What to give to
	 * {@link org.springframework.amqp.rabbit.connection.CachingConnectionFactory#setExecutor}.
	 * @return the executor, which runs everything on the thread that gives it, and cannot
	 * be shut down; thread-safe
	 */
	public static ExecutorService executor() {
		return EXECUTOR;
	}

	/**
	 * Whether the current thread is delivering what it reads itself.
	 * @return {@code true} if it must neither wait nor run what others have written
	 */
	public static boolean isCurrent() {
		return MARK.isSet();
	}

	/** Shared by all connections, so it has no end. */
	private static final class InPlace extends AbstractExecutorService {

		@Override
		public void execute(Runnable command) {
			MARK.run(command);
		}

		@Override
		public void shutdown() {
		}

		@Override
		public List<Runnable> shutdownNow() {
			return List.of();
		}

		@Override
		public boolean isShutdown() {
			return false;
		}

		@Override
		public boolean isTerminated() {
			return false;
		}

		@Override
		public boolean awaitTermination(long timeout, TimeUnit unit) {
			return true;
		}

	}

}
