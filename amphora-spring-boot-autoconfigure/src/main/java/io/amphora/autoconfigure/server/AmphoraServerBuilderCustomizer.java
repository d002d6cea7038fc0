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

package io.amphora.autoconfigure.server;

import io.amphora.server.AmphoraServerBuilder;

/**
 * Callback interface that can be implemented by beans wishing to customize the
 * {@link AmphoraServerBuilder} of each server to fine-tune its auto-configuration.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface AmphoraServerBuilderCustomizer {

	/**
	 * Customize the builder of a server, after the properties were applied.
	 * @param builder the builder
	 * @param service the service that the server serves
	 */
	void customize(AmphoraServerBuilder<?> builder, String service);

}
