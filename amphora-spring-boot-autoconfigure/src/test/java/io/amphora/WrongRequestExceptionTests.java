package io.amphora;

import java.time.Duration;
import java.util.List;

import io.amphora.WrongRequestException.Violation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WrongRequestException}.
 */
class WrongRequestExceptionTests {

	private final CallReport report = new CallReport("math", "add", "math", "1", CallStage.HELD, Duration.ZERO);

	@Test
	void messageIsTheReason() {
		assertThat(new WrongRequestException("no such function").reason()).isEqualTo("no such function");
		assertThat(new WrongRequestException("not sent", this.report, new IllegalStateException()).reason())
			.isEqualTo("not sent");
	}

	@Test
	void causeHasTheReasonAndTheViolations() {
		WrongRequestException cause = new WrongRequestException("wrong",
				List.of(new Violation("x", "must be positive")));
		WrongRequestException wrong = new WrongRequestException("wrong Given up: " + this.report.describe(),
				this.report, cause);
		assertThat(wrong.reason()).isEqualTo("wrong");
		assertThat(wrong.violations()).isEqualTo(cause.violations());
	}

}
