package io.amphora.server;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import io.amphora.RemoteException;
import io.amphora.WrongRequestException;
import io.amphora.serializer.RpcResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Failures}.
 */
class FailuresTests {

	@Test
	void tellsTypeAndMessage() {
		assertThat(Failures.toResult(new IllegalStateException("broken")))
			.isEqualTo(new RpcResult.Failure("IllegalStateException", List.of("broken")));
	}

	@Test
	void tellsNoMessageIfThereIsNone() {
		assertThat(Failures.toResult(new IllegalStateException()))
			.isEqualTo(new RpcResult.Failure("IllegalStateException", List.of()));
	}

	@Test
	void tellsTheNextNamedTypeOfAnAnonymousException() {
		RuntimeException anonymous = new UnsupportedOperationException("anonymous") {
		};
		assertThat(Failures.toResult(anonymous))
			.isEqualTo(new RpcResult.Failure("UnsupportedOperationException", List.of("anonymous")));
	}

	@Test
	void tellsWhatTheFunctionChose() {
		assertThat(Failures.toResult(new RemoteException("ValueError", "x", -5)))
			.isEqualTo(new RpcResult.Failure("ValueError", List.of("x", -5)));
	}

	@Test
	void tellsThatTheRequestIsWrong() {
		assertThat(Failures.toResult(new WrongRequestException("no such function")))
			.isEqualTo(new RpcResult.Failure("WrongRequest", List.of("no such function")));
	}

	@Test
	void unwrapsWhatFuturesWrap() {
		IllegalStateException cause = new IllegalStateException();
		assertThat(Failures.unwrap(new CompletionException(new ExecutionException(cause)))).isSameAs(cause);
		assertThat(Failures.unwrap(cause)).isSameAs(cause);
		CompletionException bare = new CompletionException("bare", null);
		assertThat(Failures.unwrap(bare)).isSameAs(bare);
	}

}
