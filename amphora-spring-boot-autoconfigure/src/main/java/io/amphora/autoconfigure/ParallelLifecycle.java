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

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.amphora.transport.thread.Parallel;

import org.springframework.context.SmartLifecycle;

/**
 * Starts and stops components of one type with the application. They stop in parallel,
 * each on its own thread, as each may use its whole grace period. If the application is
 * started again, those start that were running when it was stopped: others were stopped
 * on purpose.
 *
 * @param <T> the type of the components
 * @since 0.1.0
 */
public final class ParallelLifecycle<T> implements SmartLifecycle {

	private final int phase;

	private final Supplier<? extends Collection<T>> members;

	private final Predicate<T> running;

	private final Consumer<T> start;

	private final Consumer<T> stop;

	/** The members that the next start of the application starts. */
	private volatile Predicate<T> startable;

	private volatile boolean active;

	/**
	 * Create a lifecycle.
	 * @param phase the phase
	 * @param members the members
	 * @param startable the members that start with the application for the first time
	 * @param running the members that are running
	 * @param start starts a member
	 * @param stop stops a member; runs on a thread of its own
	 */
	public ParallelLifecycle(int phase, Supplier<? extends Collection<T>> members, Predicate<T> startable,
			Predicate<T> running, Consumer<T> start, Consumer<T> stop) {
		this.phase = phase;
		this.members = members;
		this.startable = startable;
		this.running = running;
		this.start = start;
		this.stop = stop;
	}

	@Override
	public void start() {
		this.active = true;
		this.members.get().stream().filter(this.startable).forEach(this.start);
	}

	@Override
	public void stop() {
		stopAll().join();
	}

	@Override
	public void stop(Runnable callback) {
		stopAll().whenComplete((ignored, failure) -> callback.run());
	}

	private CompletableFuture<Void> stopAll() {
		this.active = false;
		Collection<T> all = this.members.get();
		this.startable = all.stream().filter(this.running).collect(Collectors.toSet())::contains;
		return Parallel.forEach(all, this.stop);
	}

	@Override
	public boolean isRunning() {
		return this.active;
	}

	@Override
	public int getPhase() {
		return this.phase;
	}

}
