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
 * Servers, which run functions and reply to their callers.
 * <p>
 * Public types are API. Applications use {@link io.amphora.server.AmphoraServer},
 * {@link io.amphora.server.AmphoraFanoutServer} and their
 * {@linkplain io.amphora.server.AmphoraServerBuilder builder}. To follow a request, start
 * reading at {@code RequestProcessor}:
 * <ul>
 * <li>{@code RequestProcessor} receives a request and decides whether its function runs.
 * If a delivery is a batch, {@code RequestBatchSplitter} splits it first.</li>
 * <li>{@code FunctionExecutor} and {@code FunctionInvoker} run the function.</li>
 * <li>{@code ReplySender} sends the reply, and {@code RequestCompletion} acknowledges the
 * request once the reply is confirmed; {@code io.amphora.transport.ChannelSettlement}
 * writes the acknowledgement.</li>
 * <li>{@code ServerComponents} creates these objects and connects them.</li>
 * </ul>
 */
@NullMarked
package io.amphora.server;

import org.jspecify.annotations.NullMarked;
