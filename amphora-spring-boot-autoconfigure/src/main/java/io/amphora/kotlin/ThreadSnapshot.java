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

package io.amphora.kotlin;

import io.amphora.CallScope;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;

import org.springframework.util.ClassUtils;

/**
 * The context of a thread, by Micrometer's context propagation. Without that library,
 * only the scope of the running function.
 */
@FunctionalInterface
interface ThreadSnapshot {

	/**
	 * Bind the context to the current thread.
	 * @return restores the context that the thread had before
	 */
	Runnable bind();

	/** Return the context of the current thread. */
	static ThreadSnapshot capture() {
		return Snapshots.PRESENT ? Snapshots.capture() : captureScope();
	}

	static ThreadSnapshot captureScope() {
		CallScope scope = CallScope.current();
		return () -> {
			CallScope before = CallScope.current();
			if (scope != null) {
				CallScope.propagate(scope);
			}
			return () -> CallScope.restore(before);
		};
	}

	/** Uses the library that may be missing. */
	final class Snapshots {

		static final boolean PRESENT = ClassUtils.isPresent("io.micrometer.context.ContextSnapshotFactory",
				ThreadSnapshot.class.getClassLoader());

		private Snapshots() {
		}

		static ThreadSnapshot capture() {
			ContextSnapshot snapshot = ContextSnapshotFactory.builder().build().captureAll();
			return () -> snapshot.setThreadLocals()::close;
		}

	}

}
