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

package io.amphora.observation;

import io.amphora.CallScope;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Propagates the {@link io.amphora.CallContext} of a running function with Micrometer's
 * context propagation, as Spring's {@code ContextPropagatingTaskDecorator} and Reactor
 * use it. Calls from other threads are then limited by the deadline of the function's
 * caller. Thread-safe.
 *
 * @since 0.1.0
 */
public final class CallScopeThreadLocalAccessor implements ThreadLocalAccessor<CallScope> {

	/** Key of the context in a context registry. */
	public static final String KEY = "amphora.call";

	@Override
	public Object key() {
		return KEY;
	}

	@Override
	public @Nullable CallScope getValue() {
		return CallScope.current();
	}

	@Override
	public void setValue(CallScope value) {
		CallScope.propagate(value);
	}

	@Override
	public void setValue() {
		CallScope.restore(null);
	}

	@Override
	public void restore(CallScope previousValue) {
		CallScope.restore(previousValue);
	}

}
