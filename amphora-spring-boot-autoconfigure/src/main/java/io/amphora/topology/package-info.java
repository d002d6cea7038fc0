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
 * Names of the exchanges and queues of a service, and their declaration.
 * <p>
 * {@link io.amphora.topology.QueueType} is API, the other types are internal. Start with
 * {@link io.amphora.topology.ServiceTopology}, which names and declares the exchanges and
 * queues of one service. {@link io.amphora.topology.PassiveTopology} checks exchanges and
 * queues that another application declares. {@link io.amphora.topology.RequestRoute} is
 * the destination of requests, and {@link io.amphora.topology.WireHeaders} names the
 * headers of messages.
 */
@NullMarked
package io.amphora.topology;

import org.jspecify.annotations.NullMarked;
