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

import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Causes}.
 */
class CausesTests {

	private final IllegalStateException cause = new IllegalStateException();

	@Test
	void unwrapsWhatFuturesWrap() {
		assertThat(Causes.unwrap(new CompletionException(new ExecutionException(this.cause)))).isSameAs(this.cause);
		assertThat(Causes.unwrap(this.cause)).isSameAs(this.cause);
		CompletionException bare = new CompletionException("bare", null);
		assertThat(Causes.unwrap(bare)).isSameAs(bare);
	}

	@Test
	void unwrapsWhatOthersWrap() {
		Throwable thrown = new ExecutionException(
				new UndeclaredThrowableException(new CompletionException(this.cause)));
		assertThat(Causes.unwrap(thrown, UndeclaredThrowableException.class::isInstance)).isSameAs(this.cause);
		assertThat(Causes.unwrap(thrown)).isSameAs(thrown.getCause());
	}

	@Test
	void exceptionWhoseCauseCannotBeReadIsNotUnwrapped() {
		Evasive evasive = new Evasive();
		assertThat(Causes.unwrap(new CompletionException(evasive))).isSameAs(evasive);
		assertThat(Causes.anyMatch(evasive, IllegalStateException.class::isInstance)).isFalse();
	}

	@Test
	void causesMayFormACircle() {
		CompletionException first = new Wrapper();
		CompletionException second = new CompletionException("second", first);
		first.initCause(second);
		assertThat(Causes.unwrap(first)).isIn(first, second);
		assertThat(Causes.anyMatch(first, IllegalStateException.class::isInstance)).isFalse();
	}

	@Test
	void findsCauses() {
		CompletionException thrown = new CompletionException(this.cause);
		assertThat(Causes.anyMatch(thrown, IllegalStateException.class::isInstance)).isTrue();
		assertThat(Causes.anyMatch(thrown, InterruptedException.class::isInstance)).isFalse();
	}

	/** An exception whose cause can be set. */
	private static final class Wrapper extends CompletionException {

	}

	private static final class Evasive extends CompletionException {

		@Override
		public synchronized Throwable getCause() {
			throw new IllegalStateException("on purpose");
		}

	}

}
