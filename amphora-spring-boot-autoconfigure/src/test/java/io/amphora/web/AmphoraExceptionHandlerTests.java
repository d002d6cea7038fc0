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

package io.amphora.web;

import java.lang.reflect.UndeclaredThrowableException;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import io.amphora.AmphoraException;
import io.amphora.CallInterruptedException;
import io.amphora.CallReport;
import io.amphora.CallStage;
import io.amphora.HoldLimitException;
import io.amphora.NoResultException;
import io.amphora.RemoteException;
import io.amphora.ReplyLostException;
import io.amphora.StoppedException;
import io.amphora.TopologyException;
import io.amphora.UnroutableRequestException;
import io.amphora.WrongRequestException;
import io.amphora.WrongRequestException.Violation;
import io.amphora.WrongResultException;
import io.amphora.WrongThreadException;
import io.amphora.transport.connection.ConnectionFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import static io.amphora.web.FailedCalls.SECRET;
import static io.amphora.web.FailedCalls.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link AmphoraExceptionHandler}.
 */
@ExtendWith(OutputCaptureExtension.class)
class AmphoraExceptionHandlerTests {

	private final FailingController controller = new FailingController();

	private final MockMvcTester mvc = MockMvcTester.of(List.of(this.controller),
			(builder) -> builder.setControllerAdvice(new AmphoraExceptionAdvice(new AmphoraExceptionHandler()))
				.build());

	static Stream<Arguments> statuses() {
		CallReport held = report(CallStage.HELD);
		CallReport confirmed = report(CallStage.CONFIRMED);
		CallReport replied = report(CallStage.REPLIED);
		return Stream.of(arguments(503, new NoResultException(SECRET, held)),
				arguments(503, new UnroutableRequestException(SECRET, report(CallStage.RETURNED))),
				arguments(503, new HoldLimitException(SECRET, null)),
				arguments(503, new StoppedException(SECRET, held)), arguments(503, new StoppedException(SECRET, null)),
				arguments(503, new TopologyException(SECRET, null)),
				arguments(504, new NoResultException(SECRET, confirmed)),
				arguments(504, new NoResultException(SECRET, null)),
				arguments(504, new ReplyLostException(SECRET, replied)),
				arguments(504, new StoppedException(SECRET, confirmed)),
				arguments(504, new CallInterruptedException(SECRET, confirmed, new InterruptedException())),
				arguments(502, new RemoteException("SQLException", List.of(SECRET), replied)),
				arguments(502, new WrongResultException(SECRET, replied, null)), arguments(502, unknownFunction("add")),
				arguments(400, unknownFunction("sub")),
				arguments(400, new WrongRequestException(SECRET, replied, null)),
				arguments(400, new WrongRequestException(SECRET)));
	}

	private static WrongRequestException unknownFunction(String name) {
		return new WrongRequestException(SECRET, "Service 'math' has no function '" + name + "'. Did you mean 'ad'?",
				List.of(), report(CallStage.REPLIED), null);
	}

	@ParameterizedTest
	@MethodSource("statuses")
	void exceptionHasAStatusAndKeepsItsMessage(int status, AmphoraException failure, CapturedOutput output) {
		this.controller.failure = failure;
		assertThat(this.mvc.get().uri("/")).hasStatus(status)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyText()
			.doesNotContain(SECRET)
			.doesNotContain("violations");
		if (!(failure instanceof WrongRequestException || failure instanceof WrongResultException
				|| failure instanceof TopologyException)) {
			assertThat(output).doesNotContain(SECRET);
		}
	}

	@Test
	void refusalIsLoggedWithItsReason(CapturedOutput output) {
		this.controller.failure = new WrongRequestException("The server could not use ...",
				"Service 'math' has no function 'ad'\nforged", List.of(), report(CallStage.REPLIED), null);
		assertThat(this.mvc.get().uri("/")).hasStatus(400);
		assertThat(this.mvc.get().uri("/")).hasStatus(400);
		assertThat(output)
			.containsOnlyOnce("WrongRequestException (Service 'math' has no function 'ad'?forged) for function 'add'");
	}

	@Test
	void replyThatCannotBeUsedIsLoggedWithItsReason(CapturedOutput output) {
		CallReport report = report(CallStage.REPLIED);
		this.controller.failure = new WrongResultException(
				"The reply to %s cannot be used: its content type is not JSON".formatted(report.describe()), report,
				null);
		assertThat(this.mvc.get().uri("/")).hasStatus(502);
		assertThat(output).contains("WrongResultException (The reply to the call cannot be used: its content type is"
				+ " not JSON) for " + report.describe());
	}

	@Test
	void topologyThatIsRefusedIsLoggedWithItsReason(CapturedOutput output) {
		CallReport report = report(CallStage.HELD);
		this.controller.failure = new TopologyException(
				"The broker refuses: no permission\nforged. The client abandoned %s.".formatted(report.describe()),
				report, null);
		assertThat(this.mvc.get().uri("/")).hasStatus(503);
		assertThat(output)
			.contains("TopologyException (The broker refuses: no permission?forged. The client abandoned the call.)"
					+ " for " + report.describe());
	}

	@Test
	void longTextOfTheBrokerAndItsRemedyAreLoggedCompletely(CapturedOutput output) {
		CallReport report = report(CallStage.HELD);
		String text = "The broker refuses: " + "x".repeat(255) + ". " + ConnectionFailure.PERMISSION.remedy();
		this.controller.failure = new TopologyException(
				"%s The client abandoned %s.".formatted(text, report.describe()), report, null);
		assertThat(this.mvc.get().uri("/")).hasStatus(503);
		assertThat(output)
			.contains("TopologyException (" + text + " The client abandoned the call.) for " + report.describe());
	}

	@Test
	void requestThatWasNotSentForWantOfAConnectionSaysSo(CapturedOutput output) {
		this.controller.failure = new NoResultException(SECRET, report(CallStage.HELD),
				new ConnectException("Connection refused"));
		assertThat(this.mvc.get().uri("/")).hasStatus(503)
			.bodyJson()
			.extractingPath("detail")
			.isEqualTo("The service cannot be reached, as there is no connection to its message broker."
					+ " The function was not executed.");
		assertThat(output).contains("Responding with 503 to an HTTP request after NoResultException"
				+ " (Amphora cannot connect to the broker) for function 'add'");
	}

	@Test
	void otherExceptionsLeaveNoTrace(CapturedOutput output) {
		this.controller.failure = new IllegalStateException("mine");
		assertThat(this.mvc.get().uri("/")).hasFailed();
		assertThat(output).doesNotContain("Failure in @ExceptionHandler");
	}

	@Test
	void violationsAreListed() {
		this.controller.failure = new WrongRequestException("The server could not use ...", SECRET,
				List.of(new Violation("order.sku", "must not be blank")), report(CallStage.REPLIED), null);
		assertThat(this.mvc.get().uri("/")).hasStatus(400).bodyJson().isEqualTo("""
				{"title":"Bad Request","status":400,"detail":"The service refused the request.",
				"instance":"/","violations":[{"path":"order.sku","message":"must not be blank"}]}""");
	}

	@Test
	void serverErrorIsLoggedWithTheReport(CapturedOutput output) {
		this.controller.failure = new RemoteException("Secret", List.of(SECRET), report(CallStage.REPLIED));
		assertThat(this.mvc.get().uri("/")).hasStatus(502);
		assertThat(output)
			.contains("Responding with 502 to an HTTP request after RemoteException of type Secret for function 'add'")
			.doesNotContain(SECRET);
	}

	@Test
	void futuresAreUnwrapped() {
		NoResultException failure = new NoResultException(SECRET, null);
		this.controller.failure = new CompletionException(failure);
		assertThat(this.mvc.get().uri("/")).hasStatus(504);
		this.controller.failure = new ExecutionException(failure);
		assertThat(this.mvc.get().uri("/")).hasStatus(504);
		this.controller.failure = failure;
		assertThat(this.mvc.get().uri("/later")).hasStatus(504);
	}

	@Test
	void proxiesAreUnwrapped() {
		this.controller.failure = new UndeclaredThrowableException(
				new ExecutionException(new NoResultException(SECRET, null)));
		assertThat(this.mvc.get().uri("/")).hasStatus(504);
	}

	@Test
	@Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
	void causesMayFormACircle() {
		CompletionException inner = new CompletionException("inner", null) {

			@Override
			public synchronized Throwable getCause() {
				return new CompletionException(this);
			}

		};
		assertThatThrownBy(() -> new AmphoraExceptionHandler().handle(new RemoteException("x"), inner)).isSameAs(inner);
	}

	@Test
	void otherExceptionsAreLeftToOtherHandlers() {
		for (Exception other : List.of(new IllegalStateException(new RemoteException("x")),
				new WrongThreadException("x"), new WrongRequestException("x", report(CallStage.HELD), null))) {
			this.controller.failure = other;
			assertThat(this.mvc.get().uri("/")).hasFailed().failure().hasRootCause(rootCause(other));
		}
		this.controller.failure = new ConflictException(new RemoteException("x"));
		assertThat(this.mvc.get().uri("/")).hasStatus(HttpStatus.CONFLICT);
		this.controller.failure = new ResponseStatusException(HttpStatus.NOT_FOUND, "x", new RemoteException("x"));
		assertThat(this.mvc.get().uri("/")).hasStatus(HttpStatus.NOT_FOUND);
	}

	private static Throwable rootCause(Throwable failure) {
		return (failure.getCause() != null) ? failure.getCause() : failure;
	}

	@Test
	void handlerOfTheControllerGoesFirst() {
		MockMvcTester own = MockMvcTester.of(List.of(new FailedCalls.OwnController()),
				(builder) -> builder.setControllerAdvice(new AmphoraExceptionAdvice(new AmphoraExceptionHandler()))
					.build());
		assertThat(own.get().uri("/")).hasStatus(HttpStatus.TOO_MANY_REQUESTS);
	}

	@Test
	void subclassChangesTheProblem() {
		MockMvcTester changed = MockMvcTester.of(List.of(this.controller),
				(builder) -> builder.setControllerAdvice(new AmphoraExceptionAdvice(new NotFoundHandler())).build());
		this.controller.failure = new RemoteException("NoSuchOrder");
		assertThat(changed.get().uri("/")).hasStatus(HttpStatus.NOT_FOUND);
	}

	@RestController
	static class FailingController {

		private Exception failure = new IllegalStateException();

		@GetMapping("/")
		String fail() throws Exception {
			throw this.failure;
		}

		@GetMapping("/later")
		CompletableFuture<String> failLater() {
			return CompletableFuture.failedFuture(this.failure);
		}

	}

	@ResponseStatus(HttpStatus.CONFLICT)
	static class ConflictException extends RuntimeException {

		ConflictException(Throwable cause) {
			super(cause);
		}

	}

	static class NotFoundHandler extends AmphoraExceptionHandler {

		@Override
		protected ProblemDetail toProblemDetail(AmphoraException failure) {
			return ProblemDetail.forStatus(HttpStatus.NOT_FOUND);
		}

	}

}
