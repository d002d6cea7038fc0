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

package io.amphora.server;

/**
 * Listener for changes of the state of a server.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ServerStateListener {

	/**
	 * Handle a change of the state. Called once for each change, in order and one at a
	 * time, on the thread that made this change or another one. It must not be blocked,
	 * because it may be starting or stopping the server. Exceptions and errors are
	 * logged, and do not affect other listeners.
	 * @param server the server
	 * @param state its new state
	 */
	void changed(AmphoraServer server, ServerState state);

}
