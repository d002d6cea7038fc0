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

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.WrongResultException;
import io.amphora.transport.Delivery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link FunctionWarnings}.
 */
@ExtendWith(OutputCaptureExtension.class)
class FunctionWarningsTests {

	private final FunctionWarnings warnings = new FunctionWarnings();

	@Test
	void warnsOfEachFunctionOnce(CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			this.warnings.unwritable(context("first"), failure());
			this.warnings.unwritable(context("second"), failure());
			this.warnings.unwritable(null, failure());
		}
		assertThat(output.getOut())
			.containsOnlyOnce("cannot be written, wrong at a: function 'first' of service 'shop', correlation id id-1")
			.containsOnlyOnce("function 'second'")
			.doesNotContain("s3cret");
	}

	@Test
	void warnsOfEachKindOfExceptionOnce(CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			this.warnings.messageNotSent(context("first"), true, new IllegalStateException("one"));
			this.warnings.messageNotSent(context("first"), true, new IllegalArgumentException("two"));
		}
		assertThat(output.getOut()).containsOnlyOnce("IllegalStateException: one")
			.containsOnlyOnce("IllegalArgumentException: two");
	}

	@Test
	void warnsOfInventedFunctionsOnce(CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			this.warnings.messageNotSent(context("invented" + i), false, new IllegalStateException("one"));
		}
		this.warnings.messageNotSent(context("known"), true, new IllegalStateException("two"));
		assertThat(output.getOut()).containsOnlyOnce("IllegalStateException: one")
			.containsOnlyOnce("IllegalStateException: two");
	}

	@Test
	void warnsOfUnknownFunctionsOnceBecauseOtherServersMayHaveThem(CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			this.warnings.unknown(calling("invented\n" + i));
		}
		assertThat(output.getOut())
			.containsOnlyOnce(
					"Service 'shop' has no function 'invented?0' on this server, so a request for it was rejected."
							+ " All servers of a service must have the same functions")
			.doesNotContain("invented?1");
	}

	@Test
	void logsUnknownFunctionsOfOneWayRequestsOnlyWhenTheyAreDropped(CapturedOutput output) {
		this.warnings.unknown(context("invented"));
		assertThat(output.getOut()).doesNotContain("invented");
	}

	@Test
	void doesNotExpectServersToHaveFunctionsOfAmphora(CapturedOutput output) {
		this.warnings.unknown(calling("amphora.describe"));
		assertThat(output.getOut()).doesNotContain("amphora.describe");
	}

	@Test
	void callersBeginNoLinesOfTheLog(CapturedOutput output) {
		this.warnings.messageNotSent(context("first\nERROR forged"), true, new IllegalStateException("one"));
		assertThat(output.getOut()).contains("function 'first?ERROR forged'");
	}

	private static RequestContext context(String function) {
		return context(function, null);
	}

	private static RequestContext calling(String function) {
		return context(function, "replies");
	}

	private static RequestContext context(String function, @Nullable String replyTo) {
		Delivery delivery = mock(Delivery.class);
		given(delivery.properties())
			.willReturn(new BasicProperties.Builder().correlationId("id-1").replyTo(replyTo).build());
		return new RequestContext("shop", function, delivery);
	}

	private static WrongResultException failure() {
		return new WrongResultException("cannot be written, wrong at a", null, new IllegalStateException("s3cret"));
	}

}
