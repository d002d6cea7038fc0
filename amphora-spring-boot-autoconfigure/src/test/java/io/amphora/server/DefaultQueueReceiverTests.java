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

import io.amphora.server.receiver.QueueReceiver;
import io.amphora.server.receiver.ReceiveOptions;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.Subscription;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link DefaultQueueReceiver}.
 */
class DefaultQueueReceiverTests {

	private final Subscription subscription = mock(Subscription.class);

	@Test
	void receiverThatIsCancelledBeforeItStartsDoesNotStart() {
		given(this.subscription.ended()).willReturn(new CompletableFuture<>());
		given(this.subscription.cancel()).willReturn(CompletableFuture.completedFuture(null));
		DefaultQueueReceiver receiver = new DefaultQueueReceiver(this.subscription, ReceiveOptions.unlimited(),
				mock(BrokerTransport.class));
		receiver.cancel();
		receiver.start();
		then(this.subscription).should(never()).start();
		assertThat(receiver.state()).isEqualTo(QueueReceiver.State.CLOSED);
	}

}
