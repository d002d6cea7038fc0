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

package io.amphora.server.receiver;

import java.time.Duration;

import io.amphora.transport.thread.Durations;
import org.jspecify.annotations.Nullable;

import org.springframework.lang.CheckReturnValue;
import org.springframework.util.Assert;

/**
 * Options for receiving from a queue. Immutable.
 *
 * @param maxCalls the maximum number of requests, which is also the prefetch, or 0 for
 * any number
 * @param timeout how long to take requests, or {@code null} for no limit
 * @param block whether to wait until no more requests are taken
 * @param blockUntilClosed whether to wait also until the last function has returned, its
 * reply is confirmed, and the channel is closed
 * @since 0.1.0
 */
public record ReceiveOptions(int maxCalls, @Nullable Duration timeout, boolean block, boolean blockUntilClosed) {

	private static final int MAX_PREFETCH = 65_535;

	public ReceiveOptions {
		Assert.isTrue(maxCalls >= 0 && maxCalls <= MAX_PREFETCH, "'maxCalls' must be from 0 to 65535");
		timeout = (timeout != null) ? Durations.requirePositive(timeout, "timeout") : null;
	}

	/**
	 * Return options without limits that wait until the receiver is cancelled.
	 * @return the options
	 */
	public static ReceiveOptions unlimited() {
		return new ReceiveOptions(0, null, true, true);
	}

	/**
	 * Return options with a maximum number of requests.
	 * @param newMaxCalls from 1 to 65535
	 * @return the new options
	 */
	@CheckReturnValue
	public ReceiveOptions maxCalls(int newMaxCalls) {
		Assert.isTrue(newMaxCalls > 0, "'maxCalls' must be at least 1");
		return new ReceiveOptions(newMaxCalls, this.timeout, this.block, this.blockUntilClosed);
	}

	/**
	 * Return options with a timeout.
	 * @param newTimeout longer than zero
	 * @return the new options
	 */
	@CheckReturnValue
	public ReceiveOptions timeout(Duration newTimeout) {
		return new ReceiveOptions(this.maxCalls, newTimeout, this.block, this.blockUntilClosed);
	}

	/**
	 * Return options that wait or that return immediately.
	 * @param newBlock {@code false} to return immediately
	 * @return the new options
	 */
	@CheckReturnValue
	public ReceiveOptions block(boolean newBlock) {
		return new ReceiveOptions(this.maxCalls, this.timeout, newBlock, this.blockUntilClosed);
	}

	/**
	 * Return options that wait for the end of all requests or only of taking them.
	 * @param newBlockUntilClosed {@code false} to return as soon as no more requests are
	 * taken
	 * @return the new options
	 */
	@CheckReturnValue
	public ReceiveOptions blockUntilClosed(boolean newBlockUntilClosed) {
		return new ReceiveOptions(this.maxCalls, this.timeout, this.block, newBlockUntilClosed);
	}

}
