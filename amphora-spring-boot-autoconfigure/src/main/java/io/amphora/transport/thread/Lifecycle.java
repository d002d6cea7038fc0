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

package io.amphora.transport.thread;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.amphora.StopSignal;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The state of a client or server. Transitions happen one at a time: the monitor is held
 * while parts are started or stopped and the state changes, so that both have the same
 * order. The listener is notified without the monitor, in the order of the changes. The
 * monitor guards the non-final fields; {@link #state} and {@link #closing} may be read
 * without it.
 *
 * @param <S> the type of the states
 * @since 0.1.0
 */
public final class Lifecycle<S extends Enum<S>> {

	private static final Log logger = LogFactory.getLog(Lifecycle.class);

	private final Consumer<S> listener;

	private final StopSignal stopSignal = new StopSignal();

	private final Queue<S> changes = new ConcurrentLinkedQueue<>();

	private final DrainLoop notifications = new DrainLoop("changes of state", this::notifyListener, Runnable::run);

	/** Reset under the monitor when the state changes. */
	private final AtomicBoolean acted = new AtomicBoolean();

	private volatile S state;

	private int starts;

	/** Set once. Afterwards, parts may be stopped but are never started. */
	private volatile boolean closing;

	private boolean closed;

	/**
	 * Create a lifecycle.
	 * @param initial the first state
	 * @param listener notified of each change, by one thread at a time
	 */
	public Lifecycle(S initial, Consumer<S> listener) {
		this.state = initial;
		this.listener = listener;
	}

	/**
	 * Return the current state.
	 * @return the state that the last transition led to
	 */
	public S state() {
		return this.state;
	}

	/**
	 * Return whether {@link #beginClosing} was called.
	 * @return {@code true} if nothing can be started any more
	 */
	public boolean isClosing() {
		return this.closing;
	}

	/**
	 * Return the number of starts; the beginning of closing counts as one.
	 * @return a number to pass to {@link #runUnlessStarted}
	 */
	public synchronized int starts() {
		return this.starts;
	}

	/**
	 * Wait until the parts are stopped.
	 * @throws InterruptedException if the current thread is interrupted
	 */
	public void awaitStop() throws InterruptedException {
		this.stopSignal.await();
	}

	/**
	 * Start the parts, unless {@link #beginClosing} was called.
	 * @param <T> the type of the result
	 * @param next the next state
	 * @param parts starts them; must neither block nor run foreign code
	 * @return the result of {@code parts}, or {@code null} if nothing was started
	 */
	public <T> @Nullable T start(S next, Supplier<T> parts) {
		T started;
		synchronized (this) {
			if (this.closing) {
				return null;
			}
			this.starts++;
			this.stopSignal.started();
			started = parts.get();
			transitionTo(next);
		}
		this.notifications.request(() -> true);
		return started;
	}

	/**
	 * Begin to stop the parts.
	 * @param <T> the type of the result
	 * @param next returns the next state for the current one
	 * @param parts begins to stop them; must neither block nor run foreign code
	 * @return the result of {@code parts}
	 */
	public <T> T change(UnaryOperator<S> next, Supplier<T> parts) {
		T changed;
		synchronized (this) {
			changed = parts.get();
			transitionTo(next.apply(this.state));
		}
		this.notifications.request(() -> true);
		return changed;
	}

	/**
	 * Continue to stop the parts, unless they were started again.
	 * @param <T> the type of the result
	 * @param before the number of starts when stopping began
	 * @param parts continues; must neither block nor run foreign code
	 * @return the result of {@code parts}, or {@code null} if they were started again
	 */
	public synchronized <T> @Nullable T runUnlessStarted(int before, Supplier<T> parts) {
		return (this.starts == before) ? parts.get() : null;
	}

	/**
	 * Record that the parts are stopped, unless they were started again.
	 * @param before the number of starts when stopping began
	 * @param next the next state
	 */
	public void stopped(int before, S next) {
		synchronized (this) {
			if (this.starts != before) {
				return;
			}
			this.stopSignal.stopped();
			transitionTo(next);
		}
		this.notifications.request(() -> true);
	}

	/**
	 * Begin to close: from now on the parts are not started, and a stop in progress
	 * leaves the remaining work to closing.
	 * @param parts prepares the parts; must neither block nor run foreign code
	 * @return {@code false} if this was called before
	 */
	public synchronized boolean beginClosing(Runnable parts) {
		if (this.closing) {
			return false;
		}
		this.closing = true;
		this.starts++;
		parts.run();
		return true;
	}

	/**
	 * Stop a part in any state, unless {@link #beginClosing} was called.
	 * @param part stops it; must neither block nor run foreign code
	 */
	public synchronized void runUnlessClosing(Runnable part) {
		if (!this.closing) {
			part.run();
		}
	}

	/**
	 * Record that the parts are closed.
	 * @param last the final state
	 */
	public void closed(S last) {
		synchronized (this) {
			transitionTo(last);
			this.closed = true;
		}
		this.notifications.request(() -> true);
	}

	/**
	 * Run an action if the state is the expected one and none was run since it began. The
	 * parts of a client or a server may begin to work long after their start, and for
	 * several starts at once.
	 * @param expected the state to run the action in
	 * @param action run by the current thread, without the monitor
	 */
	public void runOnce(S expected, Runnable action) {
		if (this.state == expected && this.acted.compareAndSet(false, true)) {
			action.run();
		}
	}

	private void transitionTo(S next) {
		if (!this.closed && this.state != next) {
			this.acted.set(false);
			this.state = next;
			this.changes.add(next);
		}
	}

	private boolean notifyListener(boolean onCallerThread) {
		for (S next = this.changes.poll(); next != null; next = this.changes.poll()) {
			try {
				this.listener.accept(next);
			}
			catch (Throwable ex) {
				Unexpected.log(logger, "A state listener failed", ex);
			}
		}
		return true;
	}

}
