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
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.amqp.AmqpAuthenticationException;
import org.springframework.amqp.AmqpConnectException;
import org.springframework.amqp.AmqpIOException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConnectionFailureLog}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConnectionFailureLogTests {

	private final ConnectionFailureLog failures = new ConnectionFailureLog(null, "broker:5672", Duration.ofSeconds(15));

	@Test
	void saysTheSameOnlyOnce(CapturedOutput output) {
		this.failures.failed(new AmqpConnectException(new ConnectException("Connection refused")));
		this.failures.failed(new AmqpConnectException(new ConnectException("Connection refused")));
		assertThat(output).containsOnlyOnce("Amphora cannot connect to the broker at broker:5672")
			.contains("Connection refused");
	}

	@Test
	void logsTheSameKindOfFailureOnceRegardlessOfItsText(CapturedOutput output) {
		this.failures.failed(new AmqpConnectException(new UnknownHostException("broker")));
		this.failures.failed(new AmqpConnectException(new UnknownHostException("broker: Name or service not known")));
		assertThat(output).containsOnlyOnce("Amphora cannot connect to the broker at broker:5672");
	}

	@Test
	void logsAnotherKindOfFailure(CapturedOutput output) {
		this.failures.failed(new AmqpConnectException(new ConnectException("Connection refused")));
		this.failures.failed(new AmqpAuthenticationException(new IOException("ACCESS_REFUSED")));
		assertThat(output).contains("Amphora cannot connect to the broker at",
				"Amphora cannot log in to the broker at");
	}

	@Test
	void saysItAgainWhenItHappensAgain(CapturedOutput output) {
		this.failures.failed(new AmqpConnectException(new ConnectException("first")));
		this.failures.recovered();
		this.failures.failed(new AmqpConnectException(new ConnectException("second")));
		assertThat(output).contains("first").contains("second");
	}

	@Test
	void saysWhatToDoAboutALogin(CapturedOutput output) {
		this.failures.failed(new AmqpAuthenticationException(new IOException("ACCESS_REFUSED - Login was refused")));
		assertThat(output).contains(
				"Amphora cannot log in to the broker at broker:5672, and tries again every 15 seconds:",
				"ACCESS_REFUSED - Login was refused. Correct the user name");
	}

	@Test
	void namesTheConnectionIfItHasAName(CapturedOutput output) {
		new ConnectionFailureLog("reporting", "broker:5672", Duration.ofSeconds(15))
			.failed(new AmqpConnectException(new ConnectException("Connection refused")));
		assertThat(output)
			.contains("Amphora cannot connect to the broker of connection 'reporting' at broker:5672, and keeps trying:"
					+ " java.net.ConnectException: Connection refused. Start the broker");
	}

	@Test
	void namesTheCauseInsideOfAnException(CapturedOutput output) {
		this.failures.failed(new AmqpIOException(new IOException("broken pipe")));
		assertThat(output).contains("java.io.IOException: broken pipe").doesNotContain("AmqpIOException");
	}

	@Test
	void namesTheCauseOfAnExceptionWithoutAMessage(CapturedOutput output) {
		this.failures.failed(new AmqpIOException(new IOException(new IllegalStateException("vhost is down"))));
		this.failures.recovered();
		this.failures.failed(new AmqpIOException(silent(new IllegalStateException("too many connections"))));
		assertThat(output).contains("vhost is down")
			.contains("Amphora cannot use the broker at broker:5672, and keeps trying: java.lang.IllegalStateException:"
					+ " too many connections");
	}

	/** As the Java client makes it. */
	private static IOException silent(Throwable cause) {
		IOException silent = new IOException();
		silent.initCause(cause);
		return silent;
	}

}
