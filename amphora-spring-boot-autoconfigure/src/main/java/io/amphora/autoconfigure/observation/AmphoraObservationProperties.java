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

package io.amphora.autoconfigure.observation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the observability of calls.
 *
 * @since 0.1.0
 * @param calls Whether to observe calls, which produces timers and traces.
 * @param convention Convention for the names and tags of timers and spans of calls. Beans
 * of conventions take precedence.
 * @param meters Whether to register meters of clients and servers.
 * @param mdc Whether to add service, function and correlation id to the MDC while
 * functions run.
 */
@ConfigurationProperties("amphora.observation")
public record AmphoraObservationProperties(@DefaultValue("true") boolean calls,
		@DefaultValue("amphora") CallConvention convention, @DefaultValue("true") boolean meters,
		@DefaultValue("true") boolean mdc) {
}
