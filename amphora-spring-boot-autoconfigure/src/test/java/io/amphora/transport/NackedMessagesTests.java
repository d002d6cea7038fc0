package io.amphora.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link NackedMessages}.
 */
class NackedMessagesTests {

	private final ScheduledExecutorService worker = mock(ScheduledExecutorService.class);

	private final List<Publication> again = new ArrayList<>();

	private final NackedMessages nackedMessages = new NackedMessages(this.worker, this.again::add);

	@Test
	void messageIsFoundUntilItsNextAttempt() {
		Publication publication = new Publication(new TestMessage("a"));
		this.nackedMessages.add(publication);
		assertThat(this.nackedMessages.find("a")).isSameAs(publication);
		assertThat(this.again).isEmpty();
		delayPasses();
		assertThat(this.again).containsExactly(publication);
		assertThat(this.nackedMessages.find("a")).isNull();
	}

	@Test
	void messageThatWasReturnedIsNotFoundTwice() {
		Publication publication = new Publication(new TestMessage("a"));
		this.nackedMessages.add(publication);
		publication.returned("NO_ROUTE");
		assertThat(this.nackedMessages.find("a")).isNull();
		assertThat(publication.wanted()).isFalse();
	}

	@Test
	void firstTryDoesNotTakeTheSecondOneWithIt() {
		Publication first = new Publication(new TestMessage("a"));
		Publication second = new Publication(new TestMessage("a"));
		this.nackedMessages.add(first);
		Runnable firstDelay = delayed();
		first.returned("NO_ROUTE");
		this.nackedMessages.add(second);
		firstDelay.run();
		assertThat(this.nackedMessages.find("a")).isSameAs(second);
	}

	@Test
	void eachMessageWaitsLongerEachTimeUpToALimit() {
		Publication often = new Publication(new TestMessage("a"));
		for (int i = 0; i < 7; i++) {
			this.nackedMessages.add(often);
		}
		this.nackedMessages.add(new Publication(new TestMessage("b")));
		ArgumentCaptor<Long> delays = ArgumentCaptor.forClass(Long.class);
		then(this.worker).should(atLeastOnce())
			.schedule(any(Runnable.class), delays.capture(), eq(TimeUnit.MILLISECONDS));
		assertThat(delays.getAllValues()).containsExactly(100L, 200L, 400L, 800L, 1600L, 2000L, 2000L, 100L);
	}

	private void delayPasses() {
		delayed().run();
	}

	private Runnable delayed() {
		ArgumentCaptor<Runnable> task = ArgumentCaptor.forClass(Runnable.class);
		then(this.worker).should(atLeastOnce()).schedule(task.capture(), anyLong(), any());
		return task.getValue();
	}

}
