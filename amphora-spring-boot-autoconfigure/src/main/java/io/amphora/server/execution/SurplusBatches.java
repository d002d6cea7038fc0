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

import java.util.List;
import java.util.concurrent.Executor;

import io.amphora.StoppedException;
import io.amphora.server.execution.TaskQueue.Task;

/**
 * Finds the batches that would wait for long. Other servers may run their requests
 * sooner. An overloaded server whose functions are short keeps its batches, because
 * separate requests would increase its load. Not thread-safe.
 */
final class SurplusBatches {

	private static final int PATIENT_CHECKS = 10;

	private final TaskQueue waiting;

	private final int backlog;

	/** Number of tasks of batches that had started at the last check. */
	private long startedBefore;

	/** Whether too many tasks of batches were waiting at the last check. */
	private boolean crowded;

	/**
	 * Create an instance.
	 * @param waiting the waiting tasks
	 * @param backlog the number of tasks of batches that may always wait
	 */
	SurplusBatches(TaskQueue waiting, int backlog) {
		this.waiting = waiting;
		this.backlog = backlog;
	}

	/** Record that no tasks are waiting. */
	void reset() {
		this.crowded = false;
	}

	/**
	 * Take what keeps other servers from running the requests of batches.
	 * @return refuses the last batches, and splits batches that wait for a slot; to be
	 * run without the lock of the queue
	 */
	Runnable relief(Executor background) {
		List<Task> surplus = take();
		List<Task> splits = this.waiting.takeDelayedSplits();
		return () -> {
			surplus.forEach((task) -> task.refuse(tooMany()));
			if (!splits.isEmpty()) {
				split(splits, background);
			}
		};
	}

	private static StoppedException tooMany() {
		return new StoppedException("Too many requests of batches are waiting.", null);
	}

	private static void split(List<Task> splits, Executor background) {
		try {
			background.execute(() -> splits.forEach(Task::run));
		}
		catch (Throwable ex) {
			splits.forEach((task) -> task.refuse(ex));
		}
	}

	/**
	 * Take the last batches, if at the last check and now more tasks are waiting than
	 * would start in {@value #PATIENT_CHECKS} times the time between the checks. Batches
	 * of which a task has started stay.
	 * @return the tasks of these batches
	 */
	private List<Task> take() {
		long started = this.waiting.startedOfBatches();
		long acceptable = Math.max(this.backlog, PATIENT_CHECKS * (started - this.startedBefore));
		this.startedBefore = started;
		long surplus = this.waiting.waitingOfBatches() - acceptable;
		boolean before = this.crowded;
		this.crowded = surplus > 0;
		return (this.crowded && before) ? this.waiting.takeLastBatches(surplus) : List.of();
	}

}
