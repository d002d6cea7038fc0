/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amphora.serializer.json;

import java.lang.reflect.Type;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.ClassUtils;

/**
 * Converts exceptions of Jackson 3. Exceptions on reading quote the input in their
 * messages, so they are not kept as causes.
 */
final class Jackson3Problems {

	private Jackson3Problems() {
	}

	/** Return whether the shared table of member names may have caused the exception. */
	static boolean doubtful(Exception ex) {
		return ex instanceof StreamConstraintsException
				|| !(ex instanceof JacksonException || ex instanceof JsonProblem);
	}

	static JsonProblem ofBody(Exception ex) {
		if (ex instanceof StreamConstraintsException limit) {
			return new JsonProblem("is beyond a limit: " + SerializerLimits.describe(limit.getOriginalMessage()));
		}
		if (ex instanceof JacksonException json && json.getLocation() != null) {
			TokenStreamLocation location = json.getLocation();
			return JsonProblem.notJson(location.getLineNr(), location.getColumnNr());
		}
		return new JsonProblem("is not valid JSON");
	}

	static JsonProblem ofValue(JsonMapper mapper, Exception ex, JsonKind kind, Type wanted) {
		JsonMismatch mismatch = new JsonMismatch();
		follow(ex, mismatch.path());
		if (ex instanceof MismatchedInputException mismatched) {
			mismatch.target(mismatched.getTargetType());
			mismatch.constants(mismatched.getTargetType(), (constant) -> Jackson3Shapes.text(mapper, constant));
		}
		if (ex instanceof InvalidTypeIdException invalid) {
			mismatch.target((invalid.getBaseType() != null) ? invalid.getBaseType().getRawClass() : null);
			mismatch.typeId(invalid.getTypeId());
		}
		Throwable origin = (ex.getCause() != null) ? ex.getCause() : ex;
		if (origin instanceof InputCoercionException coercion) {
			mismatch.target(coercion.getTargetType());
		}
		else if (!(origin instanceof JacksonException)) {
			mismatch.thrown(origin);
		}
		return mismatch.problem(kind, wanted);
	}

	private static void follow(Exception ex, JsonPath path) {
		if (ex instanceof JacksonException mapping) {
			mapping.getPath().forEach((step) -> path.step(step.from(), step.getPropertyName(), step.getIndex()));
		}
	}

	/** Messages about definitions and limits refer to types and do not quote values. */
	static JsonUnwritable ofWritten(Exception ex) {
		JsonPath path = new JsonPath();
		follow(ex, path);
		Throwable origin = (ex.getCause() != null) ? ex.getCause() : ex;
		if (origin instanceof InvalidDefinitionException || origin instanceof StreamConstraintsException) {
			return new JsonUnwritable(path, SerializerLimits.describe(((JacksonException) origin).getOriginalMessage()),
					ex);
		}
		return new JsonUnwritable(path, ClassUtils.getShortName(origin.getClass()), ex);
	}

}
