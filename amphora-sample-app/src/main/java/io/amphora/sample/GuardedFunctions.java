package io.amphora.sample;

import io.amphora.annotation.AmphoraFunction;
import jakarta.validation.constraints.PositiveOrZero;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;

/**
 * Functions that are particular about their arguments and their callers.
 */
@Service
class GuardedFunctions {

	@AmphoraFunction("sqrt")
	double squareRoot(@PositiveOrZero double x) {
		return Math.sqrt(x);
	}

	@AmphoraFunction
	@PreAuthorize("hasRole('KEEPER')")
	String sweep() {
		return "swept by " + SecurityContextHolder.getContext().getAuthentication().getName();
	}

}
