package io.amphora.server;

import java.util.concurrent.CompletableFuture;

import io.amphora.transport.Subscription;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link RequestConsumers}.
 */
class RequestConsumersTests {

	private final Subscription requests = mock(Subscription.class);

	private final QueueReceivers receivers = mock(QueueReceivers.class);

	private final RequestConsumers consumers = new RequestConsumers(this.requests, this.receivers);

	@BeforeEach
	void accept() {
		given(this.requests.start()).willReturn(new CompletableFuture<>());
		given(this.requests.cancel()).willReturn(new CompletableFuture<>());
	}

	@Test
	void pausesAndResumesAllThatConsumes() {
		this.consumers.start();
		this.consumers.pause();
		then(this.requests).should().cancel();
		then(this.receivers).should().pause();
		this.consumers.resume();
		then(this.requests).should(times(2)).start();
		then(this.receivers).should().resume();
	}

	@Test
	void pausesOnceUnlessTheServerConsumesAgain() {
		this.consumers.start();
		this.consumers.pause();
		this.consumers.pause();
		then(this.requests).should().cancel();
		given(this.requests.consuming()).willReturn(true);
		this.consumers.pause();
		then(this.requests).should(times(2)).cancel();
	}

	@Test
	void resumesNothingThatIsNotPaused() {
		this.consumers.start();
		this.consumers.resume();
		then(this.requests).should().start();
	}

	@Test
	void serverThatIsToldToServeWhileItIsPausedIsPausedAgain() {
		this.consumers.start();
		this.consumers.pause();
		this.consumers.start();
		this.consumers.pause();
		then(this.requests).should(times(2)).cancel();
	}

	@Test
	void serverThatEndsWhileItIsPausedDoesNotServeByItself() {
		this.consumers.start();
		this.consumers.pause();
		this.consumers.end();
		this.consumers.resume();
		then(this.requests).should().start();
	}

	@Test
	void serverThatDoesNotServeIsNotPaused() {
		this.consumers.pause();
		this.consumers.resume();
		then(this.requests).should(never()).cancel();
		then(this.requests).should(never()).start();
	}

}
