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

/**
 * A thread for each call in flight, which waits for its reply.
 */
public final class BlockingLoad extends Load {

	public BlockingLoad(Peer peer, Body body, ThreadGroup group, int inFlight) {
		super(peer, body);
		for (int i = 0; i < inFlight; i++) {
			start(group, this::callOnAndOn);
		}
	}

	private void callOnAndOn() {
		while (running()) {
			long startedAt = System.nanoTime();
			try {
				peer().call(body());
				replied(startedAt);
			}
			catch (Exception ex) {
				failed();
			}
		}
	}

}
