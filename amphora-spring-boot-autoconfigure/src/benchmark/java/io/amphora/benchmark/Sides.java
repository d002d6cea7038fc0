package io.amphora.benchmark;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Tells what the client costs from what the server costs, which run in one process:
 * threads belong to the group of the thread that starts them, so each side is made in a
 * group of its own.
 *
 * @param client the threads of the client, those of its callers included
 * @param server the threads of the server
 */
record Sides(ThreadGroup client, ThreadGroup server) {

	Sides(String name) {
		this(new ThreadGroup(name + " client"), new ThreadGroup(name + " server"));
	}

	<T> T asClient(Callable<T> action) throws Exception {
		return run(this.client, action);
	}

	<T> T asServer(Callable<T> action) throws Exception {
		return run(this.server, action);
	}

	private static <T> T run(ThreadGroup group, Callable<T> action) throws Exception {
		FutureTask<T> task = new FutureTask<>(action);
		new Thread(group, task, group.getName()).start();
		return task.get();
	}

}
