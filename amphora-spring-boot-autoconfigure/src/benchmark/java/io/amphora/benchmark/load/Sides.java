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

package io.amphora.benchmark.load;

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
public record Sides(ThreadGroup client, ThreadGroup server) {

	public Sides(String name) {
		this(new ThreadGroup(name + " client"), new ThreadGroup(name + " server"));
	}

	public <T> T asClient(Callable<T> action) throws Exception {
		return run(this.client, action);
	}

	public <T> T asServer(Callable<T> action) throws Exception {
		return run(this.server, action);
	}

	private static <T> T run(ThreadGroup group, Callable<T> action) throws Exception {
		FutureTask<T> task = new FutureTask<>(action);
		new Thread(group, task, group.getName()).start();
		return task.get();
	}

}
