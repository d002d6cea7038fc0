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

package io.amphora.function;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.amphora.AmphoraError;
import io.amphora.CallContext;
import io.amphora.RemoteException;
import io.amphora.WrongRequestException;
import io.amphora.annotation.AmphoraFunction;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for annotated functions that are called over a broker.
 */
@BrokerTest
@ExtendWith(OutputCaptureExtension.class)
class AnnotatedFunctionIntegrationTests {

	private static final ParameterizedTypeReference<List<Point>> POINTS = new ParameterizedTypeReference<>() {
	};

	private final Detection detection;

	private final AmphoraServer server;

	private final AmphoraClient client;

	AnnotatedFunctionIntegrationTests(TestService service) {
		this.detection = service.closeLater(new Detection(Functions.class));
		this.server = service.server();
		this.client = service.client((builder) -> builder.timeout(Duration.ofSeconds(10)));
	}

	@BeforeEach
	void serve() {
		this.detection.functions.forEach((function) -> this.server.addFunction(function.definition()));
		this.server.serve();
	}

	@Test
	void callsByPositionAndByName() {
		assertThat(this.client.call("add", int.class, 2, 3)).isEqualTo(5);
		assertThat(this.client.function("add").kwarg("y", 3).call(int.class, 2)).isEqualTo(5);
		assertThat(this.client.call("add", int.class, 2)).isEqualTo(3);
	}

	@Test
	void callsWithDottedNames() {
		assertThat(this.client.function("shapes").function("move").call(POINTS, 1, new Point(1, 2), new Point(3, 4)))
			.containsExactly(new Point(2, 3), new Point(4, 5));
	}

	@Test
	void sendsResultsOfFutures() {
		assertThat(this.client.call("later", String.class, "x")).isEqualTo("later x");
	}

	@Test
	void givesTheContext() {
		assertThat(this.client.call("service", String.class)).isEqualTo(this.client.service());
	}

	@Test
	void sendsTheTypeOfTheExceptionAndLogsItsMessage(CapturedOutput output) {
		assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> this.client.call("fail", void.class))
			.satisfies((ex) -> {
				assertThat(ex.errorType()).isEqualTo("UnsupportedOperationException");
				assertThat(ex.args()).isEmpty();
			});
		assertThat(output).contains("Exception in function 'fail' of service '" + this.client.service() + "'")
			.contains("Its caller does not get the message")
			.contains("UnsupportedOperationException: on purpose");
	}

	@Test
	void sendsTheMessageOfAnAnnotatedException(CapturedOutput output) {
		assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> this.client.call("refuse", void.class))
			.withMessage("Refused: not today");
		assertThat(output).doesNotContain("not today");
	}

	@Test
	void namesTheWrongArgument() {
		assertThatExceptionOfType(WrongRequestException.class)
			.isThrownBy(() -> this.client.call("add", int.class, 2, "s3cret"))
			.withMessageContaining("Argument 'y' of function 'add' cannot be converted to ")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("s3cret"));
	}

	record Point(int x, int y) {
	}

	static class Functions {

		@AmphoraFunction
		int add(int x, Optional<Integer> y) {
			return x + y.orElse(1);
		}

		@AmphoraFunction("shapes.move")
		List<Point> move(int by, Point... points) {
			return List.of(points).stream().map((point) -> new Point(point.x() + by, point.y() + by)).toList();
		}

		@AmphoraFunction
		CompletableFuture<String> later(String text) {
			return CompletableFuture.supplyAsync(() -> "later " + text);
		}

		@AmphoraFunction
		String service(CallContext context) {
			return context.service();
		}

		@AmphoraFunction
		void fail() {
			throw new UnsupportedOperationException("on purpose");
		}

		@AmphoraFunction
		void refuse() {
			throw new RefusedException("not today");
		}

	}

	@AmphoraError("Refused")
	static class RefusedException extends RuntimeException {

		RefusedException(String message) {
			super(message);
		}

	}

}
