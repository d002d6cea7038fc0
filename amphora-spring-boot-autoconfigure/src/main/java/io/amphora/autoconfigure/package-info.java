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
 * Configuration properties, and types that several auto-configurations use.
 * <p>
 * Start with {@link io.amphora.autoconfigure.AmphoraProperties}. All types are internal:
 * the names of properties are API, the records to which they are bound are not, because
 * each new property changes a constructor. Each auto-configuration is in a package of its
 * own. The following types apply the properties:
 * <ul>
 * <li>In {@code client}, {@code ClientCreator} applies the properties that all clients
 * share, and {@code ConfiguredClientFactory} the properties of one client.</li>
 * <li>In {@code server}, {@code ServerCreator} applies the properties of servers.</li>
 * <li>In {@code connection}, {@code ConnectionFactoryCreator} applies the properties of
 * connections.</li>
 * </ul>
 * {@link io.amphora.autoconfigure.CheckedProperties} names the property if a value is
 * rejected.
 */
@NullMarked
package io.amphora.autoconfigure;

import org.jspecify.annotations.NullMarked;
