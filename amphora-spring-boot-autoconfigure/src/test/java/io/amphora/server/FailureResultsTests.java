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

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.amphora.AmphoraError;
import io.amphora.CallReport;
import io.amphora.CallStage;
import io.amphora.IgnoreRequestException;
import io.amphora.RemoteException;
import io.amphora.WrongRequestException;
import io.amphora.WrongRequestException.Violation;
import io.amphora.serializer.RpcResult;
import io.amphora.transport.RefusalLimits;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailureResults}.
 */
class FailureResultsTests {

	@Test
	void includesTypeAndMessage() {
		assertThat(FailureResults.toResult(new IllegalStateException("broken"), ErrorMessages.ALWAYS))
			.isEqualTo(new RpcResult.Failure("IllegalStateException", List.of("broken")));
	}

	@Test
	void includesNoMessageIfThereIsNone() {
		assertThat(FailureResults.toResult(new IllegalStateException(), ErrorMessages.ALWAYS))
			.isEqualTo(new RpcResult.Failure("IllegalStateException", List.of()));
	}

	@Test
	void usesTheSuperclassOfAnAnonymousException() {
		RuntimeException anonymous = new UnsupportedOperationException("anonymous") {
		};
		assertThat(FailureResults.toResult(anonymous, ErrorMessages.ALWAYS))
			.isEqualTo(new RpcResult.Failure("UnsupportedOperationException", List.of("anonymous")));
	}

	@Test
	void usesTypeAndArgumentsChosenByTheFunction() {
		assertThat(FailureResults.toResult(new RemoteException("ValueError", "x", -5), ErrorMessages.ALWAYS))
			.isEqualTo(new RpcResult.Failure("ValueError", List.of("x", -5)));
	}

	@Test
	void reportsAWrongRequest() {
		assertThat(FailureResults.toResult(new WrongRequestException("no such function"), ErrorMessages.ALWAYS))
			.isEqualTo(new RpcResult.Failure("WrongRequest", List.of("no such function")));
	}

	@Test
	void refusalIsShorterThanTheRequest() {
		String reason = "x".repeat(RefusalLimits.MAX_LENGTH - 1) + "\ud83d\ude00".repeat(1_000_000);
		String told = "x".repeat(RefusalLimits.MAX_LENGTH - 1) + "...";
		assertThat(FailureResults.toResult(new WrongRequestException(reason), ErrorMessages.ALWAYS))
			.isEqualTo(new RpcResult.Failure("WrongRequest", List.of(told)));
		assertThat(FailureResults.refusedAfterDelivery(new WrongRequestException(reason)).args().get(0).toString())
			.hasSize(told.length() + 1);
	}

	@Test
	void wrongRequestOfANestedCallIsAnExceptionOfTheFunction() {
		CallReport report = new CallReport("other", "f", "other", "1", CallStage.REPLIED, Duration.ZERO);
		assertThat(FailureResults.toResult(new WrongRequestException("no f", report, null), ErrorMessages.ALWAYS))
			.isEqualTo(new RpcResult.Failure("WrongRequestException", List.of("no f")));
	}

	@Test
	void exceptionThatDoesNotProvideItsReportHasAType() {
		WrongRequestException evasive = new WrongRequestException("on purpose") {

			@Override
			public CallReport report() {
				throw new IllegalStateException("evasive");
			}

		};
		assertThat(FailureResults.withoutMessage(evasive)).isEqualTo(failure("WrongRequestException"));
	}

	@Test
	void sendsNoMessagesExceptThoseForCallers() {
		assertThat(toldNever(new IllegalStateException("secret"))).isEqualTo(failure("IllegalStateException"));
		assertThat(toldNever(new OutOfStockException())).isEqualTo(failure("OutOfStock"));
		assertThat(toldNever(new RemoteException("ValueError", "x"))).isEqualTo(failure("ValueError", "x"));
		assertThat(toldNever(new WrongRequestException("why"))).isEqualTo(failure("WrongRequest", "why"));
	}

	@Test
	void includesMessagesOfAnnotatedExceptions() {
		assertThat(toldAnnotated(new IllegalStateException("secret"))).isEqualTo(failure("IllegalStateException"));
		assertThat(toldAnnotated(new OutOfStockException())).isEqualTo(failure("OutOfStock", "no lamp left"));
		assertThat(toldAnnotated(new OutOfLampsException())).isEqualTo(failure("OutOfStock", "no lamp left"));
	}

	@Test
	void givesAReasonOnlyIfCallersGetTheMessage() {
		IgnoreRequestException ignore = new IgnoreRequestException("secret");
		assertThat(FailureResults.reason(ignore, ErrorMessages.ALWAYS)).isEqualTo(": secret");
		assertThat(FailureResults.reason(ignore, ErrorMessages.NEVER)).isEmpty();
		assertThat(FailureResults.reason(ignore, ErrorMessages.ANNOTATED)).isEmpty();
		assertThat(FailureResults.reason(new OutOfStockException(), ErrorMessages.ANNOTATED))
			.isEqualTo(": no lamp left");
		assertThat(FailureResults.reason(new IllegalStateException(), ErrorMessages.ALWAYS)).isEmpty();
	}

	@Test
	void includesMessagesMeantForCallers() {
		for (Throwable failure : List.of(new OutOfStockException(), new RemoteException("x"),
				new WrongRequestException("x"))) {
			assertThat(FailureResults.includesMessage(failure, ErrorMessages.ANNOTATED)).isTrue();
		}
		assertThat(FailureResults.includesMessage(new IllegalStateException("x"), ErrorMessages.ANNOTATED)).isFalse();
		assertThat(FailureResults.includesMessage(new OutOfStockException(), ErrorMessages.NEVER)).isFalse();
		assertThat(FailureResults.includesMessage(new IllegalStateException("x"), ErrorMessages.ALWAYS)).isTrue();
	}

	@Test
	void violationsFollowTheReason() {
		WrongRequestException refusal = new WrongRequestException("'x' must be positive",
				List.of(new Violation("x", "must be positive")));
		assertThat(toldNever(refusal)).isEqualTo(failure("WrongRequest", "'x' must be positive",
				List.of(Map.of("path", "x", "message", "must be positive"))));
	}

	@Test
	void violationsAreLimited() {
		assertThat(listed(Collections.nCopies(1_000, new Violation("x", "y")))).hasSize(100);
		assertThat(listed(Collections.nCopies(10, new Violation("x", "y".repeat(1_000))))).hasSize(3);
		assertThat(toldNever(new WrongRequestException("wrong", List.of(new Violation("x", "y".repeat(5_000))))))
			.isEqualTo(failure("WrongRequest", "wrong"));
	}

	private static List<?> listed(List<Violation> violations) {
		RpcResult.Failure failure = (RpcResult.Failure) toldNever(new WrongRequestException("wrong", violations));
		return (List<?>) Objects.requireNonNull(failure.args().get(1));
	}

	private static RpcResult toldNever(Throwable failure) {
		return FailureResults.toResult(failure, ErrorMessages.NEVER);
	}

	private static RpcResult toldAnnotated(Throwable failure) {
		return FailureResults.toResult(failure, ErrorMessages.ANNOTATED);
	}

	private static RpcResult failure(String type, Object... args) {
		return new RpcResult.Failure(type, List.of(args));
	}

	@AmphoraError("OutOfStock")
	private static class OutOfStockException extends RuntimeException {

		OutOfStockException() {
			super("no lamp left");
		}

	}

	private static final class OutOfLampsException extends OutOfStockException {

	}

}
