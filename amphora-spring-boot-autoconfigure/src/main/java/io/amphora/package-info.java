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

/**
 * Exceptions and values shared by clients and servers. Part of the API, except for
 * {@link io.amphora.PrintableText}.
 * <p>
 * All exceptions extend {@link io.amphora.AmphoraException}, with one type for each
 * outcome that a caller handles differently. A running function sees its call as
 * {@link io.amphora.CallContext}.
 * <p>
 * Each package describes what it contains and where to start reading:
 * <ul>
 * <li>{@link io.amphora.client} calls functions, {@link io.amphora.contract} calls them
 * through interfaces.</li>
 * <li>{@link io.amphora.server} serves functions, {@link io.amphora.function} finds
 * annotated methods.</li>
 * <li>{@link io.amphora.serializer} converts calls and results.</li>
 * <li>{@link io.amphora.transport} sends and receives messages.</li>
 * <li>{@link io.amphora.autoconfigure} applies the properties of an application.</li>
 * </ul>
 */
@NullMarked
package io.amphora;

import org.jspecify.annotations.NullMarked;
