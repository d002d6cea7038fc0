package io.amphora.server;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.WrongResultException;
import io.amphora.transport.Delivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link UnwritableResults}.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnwritableResultsTests {

	private static final long INTERVAL = UnwritableResults.INTERVAL.toNanos();

	private final UnwritableResults results = new UnwritableResults();

	@Test
	void warnsOfEachFunctionOnce(CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			this.results.log(context("first"), failure());
			this.results.log(context("second"), failure());
			this.results.log(null, failure());
		}
		assertThat(output.getOut())
			.containsOnlyOnce("cannot be written, wrong at a: function 'first' of service 'shop', correlation id id-1")
			.containsOnlyOnce("function 'second'")
			.doesNotContain("s3cret");
	}

	@Test
	void warnsAgainAfterTheInterval() {
		assertThat(this.results.due("f", 0)).isTrue();
		assertThat(this.results.due("f", INTERVAL - 1)).isFalse();
		assertThat(this.results.due("f", INTERVAL)).isTrue();
		assertThat(this.results.due("f", INTERVAL + 1)).isFalse();
		assertThat(this.results.due("g", INTERVAL + 1)).isTrue();
	}

	private static RequestContext context(String function) {
		Delivery delivery = mock(Delivery.class);
		given(delivery.properties()).willReturn(new BasicProperties.Builder().correlationId("id-1").build());
		return new RequestContext("shop", function, delivery);
	}

	private static WrongResultException failure() {
		return new WrongResultException("cannot be written, wrong at a", null, new IllegalStateException("s3cret"));
	}

}
