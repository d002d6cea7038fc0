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

package io.amphora.faults;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where Amphora runs code of an application, which may throw anything.
 */
public enum Seam {

	CALL_WRITTEN(Place.SERIALIZER), CALL_READ(Place.SERIALIZER), ARGUMENT_READ(Place.VALUE),
	RESULT_WRITTEN(Place.SERIALIZER), RESULT_GETTER(Place.SERIALIZER), RESULT_READ(Place.SERIALIZER),
	VALUE_READ(Place.VALUE), CLIENT_BATCH_JOINED(Place.BATCHES), SERVER_BATCH_SPLIT(Place.BATCHES),
	SERVER_BATCH_JOINED(Place.BATCHES), CLIENT_BATCH_SPLIT(Place.BATCHES), FUNCTION("FunctionHandler"),
	FUTURE_OF_FUNCTION("FunctionHandler"), PUBLISHER(Place.PUBLISHER), PUBLISHER_REQUEST(Place.PUBLISHER),
	PUBLISHER_CANCELLATION(Place.PUBLISHER), CANCELLATION("CallContext.onCancel"),
	SERVER_INTERCEPTOR("ServerInterceptor"), CLIENT_INTERCEPTOR("ClientInterceptor"),
	OUTCOME_LISTENER("ClientCall.onOutcome"), COMPLETION("ClientCall.completeWithin"), CALLBACK("CompletableFuture"),
	GATHER_CONSUMER("Gather.forEachAsync"), TUNER("FunctionTuner"), EXECUTOR(Place.EXECUTOR),
	TASK_DECORATOR(Place.EXECUTOR), THREAD_FACTORY(Place.EXECUTOR);

	private static final Set<Seam> LOGGED = EnumSet.of(CALL_READ, RESULT_WRITTEN, RESULT_GETTER, CANCELLATION,
			OUTCOME_LISTENER, COMPLETION, EXECUTOR, TASK_DECORATOR, THREAD_FACTORY);

	private final String place;

	Seam(String place) {
		this.place = place;
	}

	/**
	 * The places for code of an application that are tried.
	 * @return simple names of interfaces that applications implement, or of methods that
	 * take an interface of another library
	 */
	public static Stream<String> places() {
		return Arrays.stream(values()).map((seam) -> seam.place);
	}

	/** Whether neither the caller nor the function learns of the failure. */
	boolean isKnownFromLogOnly() {
		return ofBatches() || LOGGED.contains(this);
	}

	/** Whether it is used for batches, which a client no longer sends once one failed. */
	boolean ofBatches() {
		return name().contains("BATCH");
	}

	private static final class Place {

		static final String SERIALIZER = "RpcSerializer";

		static final String VALUE = "RpcValue";

		static final String BATCHES = "BatchFormat";

		static final String PUBLISHER = "Publisher";

		static final String EXECUTOR = "AmphoraServerBuilder.executor";

	}

}
