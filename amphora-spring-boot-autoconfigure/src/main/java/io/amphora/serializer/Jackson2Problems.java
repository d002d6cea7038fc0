package io.amphora.serializer;

import java.lang.reflect.Type;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/**
 * Takes from Jackson 2's exceptions what may be told. Their messages quote the input,
 * which is why none of them is kept as a cause.
 */
final class Jackson2Problems {

	private Jackson2Problems() {
	}

	/** Whether the table of names that all bodies share may be the reason. */
	static boolean doubtful(Exception ex) {
		return ex instanceof StreamConstraintsException
				|| !(ex instanceof JsonProcessingException || ex instanceof JsonProblem);
	}

	static JsonProblem ofBody(Exception ex) {
		if (ex instanceof StreamConstraintsException limit) {
			return new JsonProblem("is beyond a limit: " + limit.getOriginalMessage());
		}
		if (ex instanceof JsonProcessingException json && json.getLocation() != null) {
			JsonLocation location = json.getLocation();
			return JsonProblem.notJson(location.getLineNr(), location.getColumnNr());
		}
		return new JsonProblem("is not valid JSON");
	}

	static JsonProblem ofValue(Exception ex, JsonKind kind, Type wanted) {
		JsonMismatch mismatch = new JsonMismatch();
		if (ex instanceof JsonMappingException mapping) {
			mapping.getPath().forEach((step) -> mismatch.step(step.getFrom(), step.getFieldName(), step.getIndex()));
		}
		if (ex instanceof MismatchedInputException mismatched) {
			mismatch.target(mismatched.getTargetType());
		}
		Throwable origin = (ex.getCause() != null) ? ex.getCause() : ex;
		if (origin instanceof InputCoercionException coercion) {
			mismatch.target(coercion.getTargetType());
		}
		else if (!(origin instanceof JsonProcessingException)) {
			mismatch.thrown(origin);
		}
		return mismatch.problem(kind, wanted);
	}

}
