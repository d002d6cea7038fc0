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

package io.amphora.test;

import java.io.IOException;
import java.net.Socket;

/**
 * Finds out whether somebody is at home on a port.
 */
final class AmqpProbe {

	private static final byte[] HEADER = { 'A', 'M', 'Q', 'P', 0, 0, 9, 1 };

	private static final int METHOD_FRAME = 1;

	private static final int LIMIT_MILLIS = 2000;

	private AmqpProbe() {
	}

	static boolean accepts(int port) {
		try (Socket socket = new Socket(LoopbackPorts.HOST, port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	static boolean speaksAmqp(int port) {
		try (Socket socket = new Socket(LoopbackPorts.HOST, port)) {
			socket.setSoTimeout(LIMIT_MILLIS);
			socket.getOutputStream().write(HEADER);
			return socket.getInputStream().read() == METHOD_FRAME;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
