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

package io.amphora.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.amphora.client.AmphoraOperations;
import io.amphora.client.ServiceClient;
import org.jspecify.annotations.Nullable;

/**
 * The timeouts of the calls of a contract's method. Immutable.
 *
 * @param annotated the timeout in the annotation of the method or the contract, or
 * {@code null}
 * @param index the index of the parameter with the timeout, or -1 if there is none
 */
record ContractTimeout(@Nullable Duration annotated, int index) {

	/** Return the timeout of one call, or {@code null} for the timeout of the client. */
	@Nullable Duration of(AmphoraOperations client, @Nullable Object[] arguments) {
		if (this.index >= 0 && arguments[this.index] instanceof Duration argument) {
			return argument;
		}
		return (client instanceof ServiceClient configured && configured.overridesContractTimeouts()) ? null
				: this.annotated;
	}

	@Nullable Object[] withoutTimeout(@Nullable Object[] arguments) {
		if (this.index < 0) {
			return arguments;
		}
		List<@Nullable Object> sent = new ArrayList<@Nullable Object>(Arrays.<@Nullable Object>asList(arguments));
		sent.remove(this.index);
		return sent.toArray();
	}

}
