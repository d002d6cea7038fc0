package io.amphora.docs;

// tag::handler[]
import io.amphora.AmphoraException;
import io.amphora.WrongRequestException;
import io.amphora.web.AmphoraExceptionHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

@Component
class ReasonExceptionHandler extends AmphoraExceptionHandler {

	@Override
	protected @Nullable ProblemDetail toProblemDetail(AmphoraException failure) {
		ProblemDetail problem = super.toProblemDetail(failure);
		if (problem != null && failure instanceof WrongRequestException wrong) {
			problem.setDetail(wrong.reason());
		}
		return problem;
	}

}
// end::handler[]
