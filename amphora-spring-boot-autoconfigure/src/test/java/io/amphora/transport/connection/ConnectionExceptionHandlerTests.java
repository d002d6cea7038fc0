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

import java.io.EOFException;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MalformedFrameException;
import com.rabbitmq.client.MissedHeartbeatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mockito;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.mockito.BDDMockito.given;

/**
 * Tests for {@link ConnectionExceptionHandler}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConnectionExceptionHandlerTests {

	@Test
	void saysNothingOfASocketThatWasClosed(CapturedOutput output) {
		handle(new EOFException("on purpose"));
		assertThat(output).doesNotContain("on purpose");
	}

	@Test
	void saysWhatBreaksAConnection(CapturedOutput output) {
		handle(new MalformedFrameException("bad frame"));
		handle(new MissedHeartbeatException("no heartbeat"));
		assertThat(output).contains("bad frame").contains("no heartbeat");
	}

	@Test
	void failureThatCannotBeLoggedEndsNothing() {
		InternalError error = Mockito.mock();
		given(error.getMessage()).willThrow(new InternalError("on purpose"));
		assertThatNoException().isThrownBy(() -> handle(error));
	}

	private static void handle(Throwable failure) {
		new ConnectionExceptionHandler().handleUnexpectedConnectionDriverException(Mockito.mock(Connection.class),
				failure);
	}

}
