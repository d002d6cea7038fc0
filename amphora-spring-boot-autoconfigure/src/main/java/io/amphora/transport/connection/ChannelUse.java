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

package io.amphora.transport.connection;

/**
 * What depends on a channel, which determines how its refusals are logged.
 *
 * @since 0.1.0
 */
public enum ChannelUse {

	/** Calls are impossible without the channel. */
	ESSENTIAL,

	/** Only a part of the functionality depends on the channel. */
	OPTIONAL,

	/** A single operation uses the channel, and its caller receives the refusal. */
	OPERATION

}
