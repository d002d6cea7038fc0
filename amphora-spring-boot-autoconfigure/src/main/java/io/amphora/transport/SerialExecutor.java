package io.amphora.transport;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Runs tasks one at a time, in the order in which they are given, on threads of another
 * executor. Whoever gives the first one asks for a thread, which goes on until there is
 * nothing left. Thread-safe.
 */
final class SerialExecutor implements Executor {

	private static final Log logger = LogFactory.getLog(SerialExecutor.class);

	private final Executor threads;

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final AtomicInteger pending = new AtomicInteger();

	private final Runnable work = this::work;

	SerialExecutor(Executor threads) {
		this.threads = threads;
	}

	@Override
	public void execute(Runnable task) {
		this.tasks.add(task);
		if (this.pending.getAndIncrement() == 0) {
			start();
		}
	}

	/** When the transport is closed there are no threads, but calls still end. */
	private void start() {
		try {
			this.threads.execute(this.work);
		}
		catch (RejectedExecutionException ex) {
			work();
		}
	}

	private void work() {
		int seen;
		do {
			seen = this.pending.get();
			for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
				run(task);
			}
		}
		while (!this.pending.compareAndSet(seen, 0));
	}

	/** Whatever happens to one task, the others have their turn. */
	private static void run(Runnable task) {
		try {
			BrokerThread.runCallbacks(task);
		}
		catch (RuntimeException | Error ex) {
			logger.error("A delivery could not be handled", ex);
		}
	}

}
