package io.amphora.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.StoppedException;
import io.amphora.serializer.Jackson2RpcSerializer;
import io.amphora.topology.QueueType;
import io.amphora.topology.ServiceTopology;
import io.amphora.transport.Delivery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link PendingGather}.
 */
class PendingGatherTests {

	private static final Duration TIMEOUT = Duration.ofMinutes(1);

	private final ServiceTopology topology = new ServiceTopology("math", QueueType.BROKER_DEFAULT);

	private final RequestFactory requests = new RequestFactory(this.topology, RequestRoute.toOne(this.topology), "u1",
			new Jackson2RpcSerializer(), "app", null, true, ReplyMode.QUEUE);

	private final PendingCalls pendingCalls = new PendingCalls(this.requests.lateAnswers());

	private final List<String> consumed = new ArrayList<>();

	@Test
	void quorumIsNotReachedByOneServerThatAnswersTwice() {
		PendingGather<Integer> gather = gather(GatherOptions.untilDeadline(Integer.class).quorum(2));
		answer(gather, "one", "m-1");
		answer(gather, "one", "m-2");
		assertThat(gather.gathered()).isNotDone();
		answer(gather, "two", "m-3");
		assertThat(gather.gathered().join()).extracting(Answer::instance).containsExactly("one", "two");
		assertThat(this.consumed).containsExactly("one", "two");
		assertThat(this.pendingCalls.late()).isEqualTo(1);
	}

	@Test
	void expectedNumberIsNotReachedByOneServerThatAnswersTwice() {
		PendingGather<Integer> gather = gather(GatherOptions.untilDeadline(Integer.class).expecting(2));
		answer(gather, "one", "m-1");
		answer(gather, "one", "m-1");
		assertThat(gather.gathered()).isNotDone();
		answer(gather, "two", "m-2");
		assertThat(gather.gathered()).isCompleted();
	}

	@Test
	void answerThatIsSentAgainByAServerWithoutANameCountsOnce() {
		PendingGather<Integer> gather = gather(GatherOptions.untilDeadline(Integer.class).quorum(2));
		answer(gather, null, "m-1");
		answer(gather, null, "m-1");
		assertThat(gather.gathered()).isNotDone();
		answer(gather, null, "m-2");
		assertThat(gather.gathered()).isCompleted();
	}

	@Test
	void answersThatTellNothingOfTheirServersCountEach() {
		PendingGather<Integer> gather = gather(GatherOptions.untilDeadline(Integer.class).quorum(3));
		answer(gather, null, null);
		answer(gather, null, gather.messageId());
		answer(gather, null, gather.messageId());
		assertThat(gather.gathered()).isCompleted();
	}

	@Test
	@Timeout(10)
	void streamThatHasEndedStaysAtItsEnd() {
		AnswerStream<Integer> answers = new AnswerStream<>();
		PendingGather<Integer> gather = gather(GatherOptions.untilDeadline(Integer.class).expecting(1), answers);
		Iterator<Answer<Integer>> iterator = answers.of(gather).iterator();
		answer(gather, "one", "m-1");
		assertThat(iterator.next().instance()).isEqualTo("one");
		assertThat(iterator.hasNext()).isFalse();
		assertThat(iterator.hasNext()).isFalse();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(iterator::next);
	}

	@Test
	@Timeout(10)
	void streamThatHasFailedFailsAgain() {
		AnswerStream<Integer> answers = new AnswerStream<>();
		PendingGather<Integer> gather = gather(GatherOptions.untilDeadline(Integer.class), answers);
		Iterator<Answer<Integer>> iterator = answers.of(gather).iterator();
		gather.fail(new StoppedException("closed", null));
		assertThatExceptionOfType(StoppedException.class).isThrownBy(iterator::hasNext);
		assertThatExceptionOfType(StoppedException.class).isThrownBy(iterator::hasNext);
	}

	private PendingGather<Integer> gather(GatherOptions options) {
		return gather(options, (answer) -> this.consumed.add(answer.instance()));
	}

	private PendingGather<Integer> gather(GatherOptions options, Consumer<Answer<Integer>> consumer) {
		RequestHead head = this.requests.head("add", CallOptions.withTimeout(TIMEOUT), List.of(2, 3), TIMEOUT);
		PendingGather<Integer> gather = new PendingGather<>(head, options, new ResultReader(this.requests.serializer()),
				consumer, Runnable::run);
		this.pendingCalls.add(gather);
		return gather;
	}

	private void answer(Request request, @Nullable String instance, @Nullable String messageId) {
		BasicProperties properties = new BasicProperties.Builder().contentType("application/json")
			.correlationId(request.head().correlationId())
			.headers((instance != null) ? Map.of("amphora-instance", instance) : null)
			.messageId(messageId)
			.build();
		Delivery answer = mock(Delivery.class);
		given(answer.properties()).willReturn(properties);
		given(answer.body()).willReturn("{\"result\":5}".getBytes());
		this.pendingCalls.handle(answer);
		then(answer).should().acknowledge();
	}

}
