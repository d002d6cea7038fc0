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

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Runs an action for several objects at the same time, such as clients and servers that
 * stop, as each may use its whole grace period.
 *
 * @since 0.1.0
 */
public final class Parallel {

	private static final Executor THREADS = new SimpleAsyncTaskExecutor("amphora-stop-");

	private Parallel() {
	}

	/**
	 * Run an action for each object on a thread of its own.
	 * @param <T> the type of the objects
	 * @param objects the objects
	 * @param action the action; may block
	 * @return a future that completes when all actions have ended
	 */
	public static <T> CompletableFuture<Void> forEach(Collection<T> objects, Consumer<T> action) {
		return CompletableFuture.allOf(objects.stream()
			.map((object) -> CompletableFuture.runAsync(() -> action.accept(object), THREADS))
			.toArray(CompletableFuture[]::new));
	}

}
