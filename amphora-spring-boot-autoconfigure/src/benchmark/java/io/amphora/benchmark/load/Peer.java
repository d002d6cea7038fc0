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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A client and a server of one kind. Thread-safe.
 */
public interface Peer extends AutoCloseable {

	/**
	 * How long a call may take.
	 */
	long PATIENCE_SECONDS = 30;

	/**
	 * Call, and do not wait.
	 * @param body what to send
	 * @return completes with the reply
	 * @throws Exception if the peer cannot send
	 */
	default CompletableFuture<?> defer(Body body) throws Exception {
		throw new UnsupportedOperationException();
	}

	/**
	 * Call, and wait for the reply.
	 * @param body what to send
	 * @throws Exception if there is no reply
	 */
	default void call(Body body) throws Exception {
		defer(body).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
	}

	@Override
	void close();

}
