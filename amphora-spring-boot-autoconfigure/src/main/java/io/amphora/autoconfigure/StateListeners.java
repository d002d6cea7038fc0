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

package io.amphora.autoconfigure;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Consumer;

import io.amphora.transport.thread.DrainLoop;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanCreationNotAllowedException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * The listener beans for the states of clients or servers. They are looked up when a
 * state changes for the first time, as listeners may have clients and servers injected. A
 * client that starts while a listener that needs it is being created is reported to the
 * listeners once all singletons exist. If listeners do not exist yet when the application
 * is closed, as after a failed start, nothing is reported to them. The changes of a
 * client are reported in order. Thread-safe: the monitor guards {@link #missed} and
 * changes of {@link #complete}; listeners are called without it.
 *
 * @param <L> the type of the listeners
 * @since 0.1.0
 */
public final class StateListeners<L> implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(StateListeners.class);

	private final ObjectProvider<L> beans;

	/** The changes that are not reported yet. */
	private final Queue<Consumer<L>> missed = new ArrayDeque<>();

	/** Reports the missed changes, on one thread at a time. */
	private final DrainLoop loop = new DrainLoop("state listeners", this::reportAll, Runnable::run);

	/** Whether changes are reported at once, because none is missed any longer. */
	private volatile boolean complete;

	/** Written without a lock by the threads that see the first changes. */
	private volatile @Nullable List<L> listeners;

	/**
	 * Create listeners.
	 * @param beans the beans that listen
	 */
	public StateListeners(ObjectProvider<L> beans) {
		this.beans = beans;
	}

	/**
	 * Report a change. While changes are missed, another thread may report it after them.
	 * @param action passes the change to a listener
	 */
	public void forEach(Consumer<L> action) {
		List<L> found = this.listeners;
		if (found != null && this.complete) {
			report(action, found);
		}
		else {
			add(action);
			reportMissed();
		}
	}

	private synchronized void add(Consumer<L> action) {
		this.missed.add(action);
		this.complete = false;
	}

	private void reportMissed() {
		if (find() != null) {
			this.loop.request(() -> true);
		}
	}

	private boolean reportAll(boolean onCallerThread) {
		List<L> found = Objects.requireNonNull(this.listeners);
		for (Consumer<L> action = next(); action != null; action = next()) {
			report(action, found);
		}
		return true;
	}

	private synchronized @Nullable Consumer<L> next() {
		Consumer<L> next = this.missed.poll();
		this.complete = next == null;
		return next;
	}

	private void report(Consumer<L> action, List<L> found) {
		Unexpected.forEach(logger, "A state listener failed", found, action);
	}

	private @Nullable List<L> find() {
		List<L> found = this.listeners;
		if (found == null) {
			try {
				found = this.beans.orderedStream().toList();
				this.listeners = found;
			}
			catch (BeansException ex) {
				if (ex.contains(BeanCreationNotAllowedException.class)) {
					logger.debug("The listeners cannot be created, because the application is being closed", ex);
				}
				else if (!ex.contains(BeanCurrentlyInCreationException.class)) {
					forgetMissed();
					throw ex;
				}
			}
		}
		return found;
	}

	/** Otherwise, clients would be kept for listeners that are never created. */
	private synchronized void forgetMissed() {
		this.missed.clear();
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (isMissing()) {
			reportMissed();
		}
	}

	private synchronized boolean isMissing() {
		return !this.missed.isEmpty();
	}

}
