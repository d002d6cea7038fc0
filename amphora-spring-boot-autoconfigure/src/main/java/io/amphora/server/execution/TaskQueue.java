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
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in order of arrival, except for those of batches: after one of their tasks, the
 * others move to the end of the queue, so that they do not delay later tasks. Batches
 * follow each other: if the server crashes, at most one of them is partly done. A batch
 * that is much larger than usual takes turns with the next ones. Not thread-safe.
 */
final class TaskQueue {

	private static final Log logger = LogFactory.getLog(TaskQueue.class);

	/** Number of tasks after which the next batch has its turn. */
	private static final int TURN = 100;

	private final boolean fair;

	/** Single tasks, and {@link #batchTurn} once for each batch. */
	private final Deque<Task> entries = new ArrayDeque<>();

	/**
	 * The place of the next task of a batch. There is one for each batch, so that single
	 * tasks do not delay batches more than other messages.
	 */
	private final Task batchTurn = new Task(() -> {
	}, (ex) -> {
	}, this);

	/** Batches with waiting tasks, in the order of their turns. */
	private final Deque<Batch> batches = new ArrayDeque<>();

	private final IdentityHashMap<Object, Batch> batchesByKey = new IdentityHashMap<>();

	private int waitingOfBatches;

	private long startedOfBatches;

	/** The batch of the task that was taken last, or {@code null}. */
	private @Nullable Object lastBatch;

	/** The first waiting task that splits a batch, as of the last check. */
	private @Nullable Task firstSplit;

	/**
	 * Create an empty queue.
	 * @param fair whether tasks of batches alternate with others
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
		Batch batch = this.batchesByKey.get(key);
		if (batch == null) {
			batch = new Batch(key);
			this.batchesByKey.put(key, batch);
			this.entries.add(this.batchTurn);
			this.batches.add(batch);
		}
		batch.tasks.add(task);
		this.waitingOfBatches++;
	}

	/**
	 * Add tasks.
	 * @param splitNow whether they are those of a batch that was split just now. If the
	 * order has to be kept, they take the place of the task that split it, which was the
	 * first.
	 */
	void add(List<Task> tasks, boolean splitNow) {
		if (this.fair || !splitNow) {
			tasks.forEach(this::add);
			return;
		}
		for (int i = tasks.size() - 1; i >= 0; i--) {
			this.entries.addFirst(tasks.get(i));
		}
	}

	/** Take the next task, or {@code null} if there is none. */
	@Nullable Task poll() {
		Task next = this.entries.poll();
		if (next == this.batchTurn) {
			return pollBatch(this.batches.element());
		}
		this.lastBatch = (next != null) ? next.batch() : null;
		return next;
	}

	private Task pollBatch(Batch batch) {
		Task task = batch.tasks.remove();
		batch.started++;
		this.waitingOfBatches--;
		this.startedOfBatches++;
		if (batch.tasks.isEmpty()) {
			remove(batch);
			return task;
		}
		this.entries.add(this.batchTurn);
		if (batch.started % TURN == 0) {
			this.batches.remove();
			this.batches.add(batch);
		}
		return task;
	}

	private void remove(Batch batch) {
		this.batches.remove(batch);
		this.batchesByKey.remove(batch.key);
	}

	boolean isEmpty() {
		return this.entries.isEmpty();
	}

	/** Return the number of waiting tasks of batches. */
	int waitingOfBatches() {
		return this.waitingOfBatches;
	}

	/** Return the number of tasks of batches that were taken so far. */
	long startedOfBatches() {
		return this.startedOfBatches;
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
		this.entries.removeIf((task) -> task.batch() == null && taken.add(task));
		return taken;
	}

	/** Take all tasks, except those of batches of which a task was taken before. */
	List<Task> takeUnstarted() {
		List<Task> taken = takeSingle();
		if (this.fair) {
			taken.addAll(takeLastBatches(Long.MAX_VALUE));
		}
		else {
			this.entries.removeIf((task) -> task.batch() != this.lastBatch && taken.add(task));
		}
		return taken;
	}

	/**
	 * Take the tasks that split batches, if the first of them was waiting at the last
	 * call, too: until a batch is split, its tasks cannot be handed back.
	 * @return the tasks, none if the order has to be kept
	 */
	List<Task> takeDelayedSplits() {
		Task before = this.firstSplit;
		List<Task> splits = this.fair ? this.entries.stream().filter(Task::splits).toList() : List.of();
		this.firstSplit = splits.isEmpty() ? null : splits.get(0);
		if (before == null || this.firstSplit != before) {
			return List.of();
		}
		this.entries.removeIf(Task::splits);
		return splits;
	}

	/**
	 * Take batches from the end of which no task was taken before.
	 * @param count the number of tasks that should be taken
	 */
	List<Task> takeLastBatches(long count) {
		List<Task> taken = new ArrayList<>();
		for (Batch batch : lastFirst()) {
			if (batch.started == 0 && taken.size() < count) {
				taken.addAll(batch.tasks);
				remove(batch);
				this.entries.removeLastOccurrence(this.batchTurn);
			}
		}
		this.waitingOfBatches -= taken.size();
		return taken;
	}

	private List<Batch> lastFirst() {
		List<Batch> all = new ArrayList<>(this.batches);
		Collections.reverse(all);
		return all;
	}

	/**
	 * A task.
	 *
	 * @param action the work to do
	 * @param refused called instead if no thread can run the task
	 * @param batch the same object for all tasks of a batch, or {@code null} for a single
	 * task
	 * @param splits whether the task only splits a batch
	 */
	record Task(Runnable action, Consumer<Throwable> refused, @Nullable Object batch, boolean splits) {

		Task(Runnable action, Consumer<Throwable> refused, @Nullable Object batch) {
			this(action, refused, batch, false);
		}

		/**
		 * Create the tasks of a batch. If there is no memory for all of them, none is
		 * created, and each part is refused.
		 */
		static <P> List<Task> ofBatch(List<P> parts, Consumer<P> action, BiConsumer<P, Throwable> refused,
				Object batch) {
			try {
				return parts.stream()
					.map((part) -> new Task(() -> action.accept(part), (ex) -> refused.accept(part, ex), batch))
					.toList();
			}
			catch (Throwable ex) {
				parts.forEach((part) -> new Task(() -> {
				}, (cause) -> refused.accept(part, cause), batch).refuse(ex));
				return List.of();
			}
		}

		/**
		 * Run the task. A failure must not lose the slot, and neither an interrupt nor
		 * MDC entries may leak to the next task: the executor regards several tasks as
		 * one. An interrupt of the thread that was borrowed does not concern the first
		 * task either.
		 */
		void run() {
			Thread.interrupted();
			Map<String, String> mdc = MdcEntries.copy();
			try {
				this.action.run();
			}
			catch (Throwable ex) {
				Unexpected.log(logger, "A request could not be handled", ex);
			}
			finally {
				Thread.interrupted();
				MdcEntries.restore(mdc);
			}
		}

		void refuse(Throwable cause) {
			try {
				this.refused.accept(cause);
			}
			catch (Throwable ex) {
				Unexpected.log(logger, "A request without a thread could not be requeued", ex);
			}
		}

	}

	/** The waiting tasks of a batch. */
	private static final class Batch {

		private final Object key;

		private final Deque<Task> tasks = new ArrayDeque<>();

		private int started;

		private Batch(Object key) {
			this.key = key;
		}

	}

}
