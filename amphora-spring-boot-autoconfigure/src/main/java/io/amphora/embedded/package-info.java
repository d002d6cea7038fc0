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
 * A broker inside the application's own process, for development and tests.
 * <p>
 * Start with {@link io.amphora.embedded.EmbeddedBroker}, which is API like
 * {@link io.amphora.embedded.EmbeddedBrokerException}. The rest adapts Apache Qpid to
 * clients of RabbitMQ. It is internal, even the types that are public because Qpid
 * creates them. {@code QpidBroker} starts and stops Qpid.
 */
@NullMarked
package io.amphora.embedded;

import org.jspecify.annotations.NullMarked;
