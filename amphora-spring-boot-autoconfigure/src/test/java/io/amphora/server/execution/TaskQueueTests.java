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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.amphora.server.execution.TaskQueue.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TaskQueue}.
 */
class TaskQueueTests {

	private final Object batch = new Object();

	private final List<String> ran = new ArrayList<>();

	private TaskQueue queue = new TaskQueue(true);

	@Test
	void givesTasksInTheirOrder() {
		add(null, "a", "b", "c");
		runAll();
		assertThat(this.ran).containsExactly("a", "b", "c");
		assertThat(this.queue.isEmpty()).isTrue();
		assertThat(this.queue.poll()).isNull();
	}

	@Test
	void batchTakesTurnsWithLaterTasks() {
		add(this.batch, "1", "2", "3", "4");
		add(null, "a", "b");
		runAll();
		assertThat(this.ran).containsExactly("1", "a", "b", "2", "3", "4");
	}

	@Test
	void batchesFollowEachOther() {
		add(this.batch, "1", "2", "3");
		add(new Object(), "a", "b");
		add(null, "x");
		runAll();
		assertThat(this.ran).containsExactly("1", "2", "x", "3", "a", "b");
	}

	@Test
	void eachBatchHasATurnBetweenSingleTasks() {
		add(this.batch, "1", "2", "3");
		add(new Object(), "a", "b");
		add(null, "x", "y");
		runAll();
		assertThat(this.ran).containsExactly("1", "2", "x", "y", "3", "a", "b");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void unstartedTasksAreTakenExceptOfBatchesThatHaveStarted(boolean fair) {
		this.queue = new TaskQueue(fair);
		add(this.batch, "1", "2", "3");
		add(new Object(), "a", "b");
		add(null, "x");
		run();
		assertThat(this.queue.takeUnstarted()).hasSize(3);
		runAll();
		assertThat(this.ran).containsExactly("1", "2", "3");
	}

	@Test
	void batchesThatAreTakenLeaveNoTurns() {
		add(this.batch, "1", "2", "3");
		add(new Object(), "a", "b");
		add(null, "x", "y");
		assertThat(this.queue.takeLastBatches(1)).hasSize(2);
		runAll();
		assertThat(this.ran).containsExactly("1", "x", "y", "2", "3");
	}

	@Test
	void largeBatchesTakeTurns() {
		add(this.batch, IntStream.range(0, 150).mapToObj(Integer::toString).toArray(String[]::new));
		add(new Object(), "a", "b");
		runAll();
		assertThat(this.ran).hasSize(152).startsWith("0", "1").endsWith("148", "149");
		assertThat(this.ran.subList(99, 103)).containsExactly("99", "a", "b", "100");
	}

	@Test
	void lastBatchesThatHaveNotStartedAreTaken() {
		add(this.batch, "1", "2", "3");
		add(new Object(), "a", "b");
		add(new Object(), "c", "d");
		run();
		assertThat(this.queue.waitingOfBatches()).isEqualTo(6);
		assertThat(this.queue.startedOfBatches()).isOne();
		assertThat(this.queue.takeLastBatches(1)).hasSize(2);
		assertThat(this.queue.takeLastBatches(6)).hasSize(2);
		runAll();
		assertThat(this.ran).containsExactly("1", "2", "3");
		assertThat(this.queue.waitingOfBatches()).isZero();
	}

	@Test
	void queueIsEmptyAfterAllBatchesWereTaken() {
		add(this.batch, "1", "2");
		assertThat(this.queue.takeLastBatches(2)).hasSize(2);
		assertThat(this.queue.isEmpty()).isTrue();
		add(this.batch, "3");
		runAll();
		assertThat(this.ran).containsExactly("3");
	}

	@Test
	void batchWithoutWaitingTasksIsQueuedLikeANewOne() {
		add(this.batch, "1");
		run();
		add(null, "a");
		add(this.batch, "2");
		runAll();
		assertThat(this.ran).containsExactly("1", "a", "2");
	}

	@Test
	void keepsTheOrderIfItIsNotFair() {
		this.queue = new TaskQueue(false);
		add(this.batch, "1", "2");
		add(null, "a");
		add(this.batch, "3");
		runAll();
		assertThat(this.ran).containsExactly("1", "2", "a", "3");
	}

	@Test
	void drainsAllTasks() {
		add(this.batch, "1", "2");
		add(null, "a");
		this.queue.takeAll().forEach((task) -> task.action().run());
		assertThat(this.ran).containsExactlyInAnyOrder("1", "2", "a");
		assertThat(this.queue.isEmpty()).isTrue();
	}

	@Test
	void partsOfABatchWithoutMemoryForAllTasksAreRefused() {
		List<String> parts = new ArrayList<>(List.of("1", "2")) {

			@Override
			public Stream<String> stream() {
				throw new OutOfMemoryError("on purpose");
			}

		};
		assertThat(Task.ofBatch(parts, this.ran::add,
				(part, ex) -> this.ran.add(part + " is refused: " + ex.getMessage()), this.batch))
			.isEmpty();
		assertThat(this.ran).containsExactly("1 is refused: on purpose", "2 is refused: on purpose");
	}

	private void add(Object of, String... names) {
		for (String name : names) {
			this.queue.add(new Task(() -> this.ran.add(name), (ex) -> {
			}, of));
		}
	}

	private void run() {
		this.queue.poll().action().run();
	}

	private void runAll() {
		while (!this.queue.isEmpty()) {
			run();
		}
	}

}
