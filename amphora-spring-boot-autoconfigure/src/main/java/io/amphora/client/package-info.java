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
 * Clients, their calls and the replies.
 * <p>
 * Public types are API. Applications use {@link io.amphora.client.AmphoraClient},
 * {@link io.amphora.client.AmphoraFanoutClient} and their
 * {@linkplain io.amphora.client.AmphoraClientBuilder builder}, or only the
 * {@link io.amphora.client.AmphoraOperations} of a client. Both are a
 * {@link io.amphora.client.ServiceClient}, implemented by {@code DefaultServiceClient}.
 * To follow a call, start reading at {@code CallExecutor}:
 * <ul>
 * <li>{@code CallExecutor} makes a call. {@code RequestFactory} creates its request, and
 * {@code RequestBatcher} sends it, alone or in a batch.</li>
 * <li>{@code PendingCalls} receives the replies and matches each one to its call.
 * {@code ReplyReader} reads the result.</li>
 * <li>{@code ReplyQueue} declares the queue of the replies, and detects when it was
 * deleted.</li>
 * <li>{@code LateReplies} recognizes replies of calls that have timed out.</li>
 * </ul>
 */
@NullMarked
package io.amphora.client;

import org.jspecify.annotations.NullMarked;
