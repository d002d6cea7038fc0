package io.amphora.server;

import java.util.concurrent.CompletableFuture;

import io.amphora.server.receiver.QueueReceiver;
import io.amphora.server.receiver.ReceiveOptions;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.Subscription;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link DefaultQueueReceiver}.
 */
class DefaultQueueReceiverTests {

	private final Subscription subscription = mock(Subscription.class);

	@Test
	void receiverThatIsCancelledBeforeItStartsDoesNotStart() {
		given(this.subscription.ended()).willReturn(new CompletableFuture<>());
		given(this.subscription.cancel()).willReturn(CompletableFuture.completedFuture(null));
		DefaultQueueReceiver receiver = new DefaultQueueReceiver(this.subscription, ReceiveOptions.unlimited(),
				mock(BrokerTransport.class));
		receiver.cancel();
		receiver.start();
		then(this.subscription).should(never()).start();
		assertThat(receiver.state()).isEqualTo(QueueReceiver.State.CLOSED);
	}

}
