package io.amphora.web;

import java.time.Duration;

import io.amphora.CallReport;
import io.amphora.CallStage;
import io.amphora.RemoteException;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Failed calls for the tests of {@link AmphoraExceptionHandler}.
 */
final class FailedCalls {

	/** Must not occur in responses and logs. */
	static final String SECRET = "INSERT INTO orders";

	private FailedCalls() {
	}

	static CallReport report(CallStage stage) {
		return new CallReport("math", "add", "math", "1", stage, Duration.ZERO);
	}

	/** Handles an exception itself. */
	@RestController
	static class OwnController {

		@GetMapping("/")
		String fail() {
			throw new RemoteException("x");
		}

		@ExceptionHandler
		@ResponseStatus(HttpStatus.TOO_MANY_REQUESTS)
		void handle(RemoteException failure) {
		}

	}

}
