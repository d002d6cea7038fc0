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

package io.amphora.transport.connection;

import java.io.IOException;
import java.time.Duration;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.TopologyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RefusalLog}. {@link ManagedChannelTests} has further ones.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusalLogTests {

	private static final String FIRST = "queue 'q-3f0e1a52-91b7-4d4e-9a53-2f5f0c6f7d10'";

	private static final String SECOND = "queue 'q-7c9d2b14-0e6a-4b0f-8f67-5a1c2d3e4f90'";

	private final RefusalLog log = new RefusalLog("broker", Duration.ofSeconds(15));

	@Test
	void refusalIsLoggedOnceASimilarOneThatWasLoggedHasEnded(CapturedOutput output) {
		refuse("first", FIRST);
		refuse("second", SECOND);
		refuse("second", SECOND);
		assertThat(output).containsOnlyOnce("cannot be used").contains("'first' cannot be used");
		this.log.forget("first");
		refuse("second", SECOND);
		refuse("second", SECOND);
		assertThat(output).containsOnlyOnce("'second' cannot be used");
	}

	@Test
	void intervalOfAPublisherIsThatOfItsMessages(CapturedOutput output) {
		IOException failure = failure(FIRST);
		this.log.refusedMessage(this, "requests", ChannelUse.ESSENTIAL, failure, refusal(failure));
		assertThat(output).contains("'requests' cannot be used; trying again with the first call after 15 seconds");
	}

	private void refuse(String channel, String queue) {
		IOException failure = failure(queue);
		this.log.refused(channel, channel, ChannelUse.ESSENTIAL, failure, refusal(failure));
	}

	private static TopologyException refusal(IOException failure) {
		TopologyException refusal = BrokerErrors.of(failure);
		assertThat(refusal).isNotNull();
		return refusal;
	}

	private static IOException failure(String queue) {
		return new IOException(new ShutdownSignalException(false, false,
				new AMQP.Channel.Close.Builder().replyCode(406).replyText("PRECONDITION_FAILED - " + queue).build(),
				null));
	}

}
