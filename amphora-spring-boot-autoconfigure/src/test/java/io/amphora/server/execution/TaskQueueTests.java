package io.amphora.server.execution;

import java.util.ArrayList;
import java.util.List;

import io.amphora.server.execution.TaskQueue.Task;
import org.junit.jupiter.api.Test;

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
	void batchTakesTurnsWithWhatCameAfterIt() {
		add(this.batch, "1", "2", "3", "4");
		add(null, "a", "b");
		runAll();
		assertThat(this.ran).containsExactly("1", "a", "b", "2", "3", "4");
	}

	@Test
	void batchesTakeTurns() {
		add(this.batch, "1", "2", "3");
		add(new Object(), "a", "b");
		runAll();
		assertThat(this.ran).containsExactly("1", "a", "2", "b", "3");
	}

	@Test
	void batchThatWasTakenCompletelyComesAgainInItsPlace() {
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
