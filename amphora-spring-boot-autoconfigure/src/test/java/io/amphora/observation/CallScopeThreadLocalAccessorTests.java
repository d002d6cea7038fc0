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

package io.amphora.observation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.amphora.CallContext;
import io.amphora.CallScope;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import org.junit.jupiter.api.Test;

import org.springframework.core.task.support.ContextPropagatingTaskDecorator;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link CallScopeThreadLocalAccessor}.
 */
class CallScopeThreadLocalAccessorTests {

	private final CallContext context = mock(CallContext.class);

	private final List<String> events = new ArrayList<>();

	private final CallScope scope = new RecordingScope();

	private final Executor executor = (task) -> new Thread(task).start();

	@Test
	void tasksOfADecoratedExecutorHaveTheContextOfTheFunction() throws Exception {
		CompletableFuture<CallContext> seen = new CompletableFuture<>();
		this.scope.run(() -> {
			this.executor
				.execute(new ContextPropagatingTaskDecorator().decorate(() -> seen.complete(CallContext.current())));
			return null;
		});
		assertThat(seen).succeedsWithin(PATIENCE).isSameAs(this.context);
	}

	@Test
	void otherThreadsDoNotLendTheThreadOfTheFunction() throws Exception {
		CompletableFuture<Void> done = new CompletableFuture<>();
		this.scope.run(() -> {
			this.executor.execute(snapshot().wrap(() -> {
				CallScope.current().callStarted();
				CallScope.current().blocked();
				CallScope.current().unblocked();
				CallScope.current().callEnded();
				done.complete(null);
			}));
			return null;
		});
		assertThat(done).succeedsWithin(PATIENCE);
		assertThat(this.events).containsExactly("started", "ended");
	}

	@Test
	void threadOfTheFunctionKeepsItsScope() throws Exception {
		this.scope.run(() -> {
			run(snapshot(), () -> assertThat(CallScope.current()).isSameAs(this.scope));
			assertThat(CallScope.current()).isSameAs(this.scope);
			return null;
		});
		assertThat(CallScope.current()).isNull();
	}

	@Test
	void threadHasNoContextAfterItsTask() throws Exception {
		ContextSnapshot snapshot = this.scope.run(CallScopeThreadLocalAccessorTests::snapshot);
		run(snapshot, () -> assertThat(CallContext.current()).isSameAs(this.context));
		assertThat(CallContext.current()).isNull();
	}

	@Test
	void contextOfNoFunctionIsNotPropagated() throws Exception {
		ContextSnapshot snapshot = snapshot();
		this.scope.run(() -> {
			run(snapshot, () -> assertThat(CallContext.current()).isSameAs(this.context));
			return null;
		});
	}

	private static void run(ContextSnapshot snapshot, Runnable assertion) {
		snapshot.wrap(assertion).run();
	}

	private static ContextSnapshot snapshot() {
		return ContextSnapshotFactory.builder().build().captureAll();
	}

	private final class RecordingScope extends CallScope {

		@Override
		public CallContext context() {
			return CallScopeThreadLocalAccessorTests.this.context;
		}

		@Override
		public void callStarted() {
			CallScopeThreadLocalAccessorTests.this.events.add("started");
		}

		@Override
		public void callEnded() {
			CallScopeThreadLocalAccessorTests.this.events.add("ended");
		}

		@Override
		public void blocked() {
			CallScopeThreadLocalAccessorTests.this.events.add("blocked");
		}

		@Override
		public void unblocked() {
			CallScopeThreadLocalAccessorTests.this.events.add("unblocked");
		}

	}

}
