package io.amphora.serializer;

import java.lang.reflect.Type;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import org.springframework.util.ClassUtils;

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
		follow(ex, mismatch.path());
		if (ex instanceof MismatchedInputException mismatched) {
			mismatch.target(mismatched.getTargetType());
		}
		if (ex instanceof InvalidTypeIdException invalid) {
			mismatch.target((invalid.getBaseType() != null) ? invalid.getBaseType().getRawClass() : null);
			mismatch.typeId(invalid.getTypeId());
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

	private static void follow(Exception ex, JsonPath path) {
		if (ex instanceof JsonMappingException mapping) {
			mapping.getPath().forEach((step) -> path.step(step.getFrom(), step.getFieldName(), step.getIndex()));
		}
	}

	/** Definitions and limits are about types: their messages do not quote values. */
	static JsonUnwritable ofWritten(Exception ex) {
		JsonPath path = new JsonPath();
		follow(ex, path);
		Throwable origin = (ex.getCause() != null) ? ex.getCause() : ex;
		if (origin instanceof InvalidDefinitionException || origin instanceof StreamConstraintsException) {
			return new JsonUnwritable(path, ((JsonProcessingException) origin).getOriginalMessage(), ex);
		}
		return new JsonUnwritable(path, ClassUtils.getShortName(origin.getClass()), ex);
	}

}
