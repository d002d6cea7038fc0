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

package io.amphora.server;

import java.util.concurrent.CompletableFuture;

import io.amphora.transport.Subscription;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link RequestConsumers}.
 */
class RequestConsumersTests {

	private final Subscription requests = mock(Subscription.class);

	private final QueueReceivers receivers = mock(QueueReceivers.class);

	private final RequestConsumers consumers = new RequestConsumers(this.requests, this.receivers);

	@BeforeEach
	void accept() {
		given(this.requests.start()).willReturn(new CompletableFuture<>());
		given(this.requests.cancel()).willReturn(new CompletableFuture<>());
	}

	@Test
	void pausesAndResumesAllThatConsumes() {
		this.consumers.start();
		this.consumers.pause();
		then(this.requests).should().cancel();
		then(this.receivers).should().pause();
		this.consumers.resume();
		then(this.requests).should(times(2)).start();
		then(this.receivers).should().resume();
	}

	@Test
	void pausesOnceUnlessTheServerConsumesAgain() {
		this.consumers.start();
		this.consumers.pause();
		this.consumers.pause();
		then(this.requests).should().cancel();
		given(this.requests.consuming()).willReturn(true);
		this.consumers.pause();
		then(this.requests).should(times(2)).cancel();
	}

	@Test
	void resumesNothingThatIsNotPaused() {
		this.consumers.start();
		this.consumers.resume();
		then(this.requests).should().start();
	}

	@Test
	void serverThatStartsWhilePausedIsPausedAgain() {
		this.consumers.start();
		this.consumers.pause();
		this.consumers.start();
		this.consumers.pause();
		then(this.requests).should(times(2)).cancel();
	}

	@Test
	void serverThatEndsWhileItIsPausedDoesNotServeByItself() {
		this.consumers.start();
		this.consumers.pause();
		this.consumers.end();
		this.consumers.resume();
		then(this.requests).should().start();
	}

	@Test
	void serverThatDoesNotServeIsNotPaused() {
		this.consumers.pause();
		this.consumers.resume();
		then(this.requests).should(never()).cancel();
		then(this.requests).should(never()).start();
	}

}
