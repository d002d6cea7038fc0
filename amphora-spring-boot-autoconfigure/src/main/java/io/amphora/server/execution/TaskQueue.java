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

package io.amphora.server.execution;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;

import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in order of arrival, except that batches take turns: after one task of a batch,
 * the rest of the batch moves to the end of the queue, so that it does not delay later
 * tasks. Not thread-safe.
 */
final class TaskQueue {

	private static final Log logger = LogFactory.getLog(TaskQueue.class);

	private final boolean fair;

	private final Deque<Entry> entries = new ArrayDeque<>();

	/** Batches with waiting tasks. */
	private final IdentityHashMap<Object, Batch> batches = new IdentityHashMap<>();

	/**
	 * Create an empty queue.
	 * @param fair whether batches take turns
	 */
	TaskQueue(boolean fair) {
		this.fair = fair;
	}

	void add(Task task) {
		Object key = this.fair ? task.batch() : null;
		if (key == null) {
			this.entries.add(task);
			return;
		}
		Batch batch = this.batches.get(key);
		if (batch == null) {
			batch = new Batch(key, new ArrayDeque<>());
			this.batches.put(key, batch);
			this.entries.add(batch);
		}
		batch.tasks().add(task);
	}

	/** Take the next task, or {@code null} if there is none. */
	@Nullable Task poll() {
		Entry next = this.entries.poll();
		if (next instanceof Batch batch) {
			Task task = batch.tasks().remove();
			if (batch.tasks().isEmpty()) {
				this.batches.remove(batch.key());
			}
			else {
				this.entries.add(batch);
			}
			return task;
		}
		return (Task) next;
	}

	boolean isEmpty() {
		return this.entries.isEmpty();
	}

	/** Take all tasks. */
	List<Task> takeAll() {
		List<Task> taken = new ArrayList<>();
		for (Task next = poll(); next != null; next = poll()) {
			taken.add(next);
		}
		return taken;
	}

	/** Take the tasks that are not part of a batch. */
	List<Task> takeSingle() {
		List<Task> taken = new ArrayList<>();
		this.entries.removeIf((entry) -> entry instanceof Task task && task.batch() == null && taken.add(task));
		return taken;
	}

	/** A single task or a batch. */
	sealed interface Entry {

	}

	/**
	 * A task.
	 *
	 * @param action the work to do
	 * @param refused called instead if no thread can run the task
	 * @param batch the same object for all tasks of a batch, or {@code null} for a single
	 * task
	 */
	record Task(Runnable action, Consumer<Throwable> refused, @Nullable Object batch) implements Entry {

		void refuse(Throwable cause) {
			try {
				this.refused.accept(cause);
			}
			catch (Throwable ex) {
				Unexpected.log(logger, "A request without a thread could not be requeued", ex);
			}
		}

	}

	private record Batch(Object key, Deque<Task> tasks) implements Entry {
	}

}
