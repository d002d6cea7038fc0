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

package io.amphora.transport.protection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;

import com.rabbitmq.client.impl.AMQConnection;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.FrameHandler;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames from another handler and checks them with a {@link MessageGuard}.
 *
 * @since 0.1.0
 */
public final class ProtectedFrameHandler implements FrameHandler {

	private final FrameHandler handler;

	private final MessageGuard guard;

	/**
	 * Create a frame handler.
	 * @param handler reads and writes the frames
	 * @param guard checks the frames that were read
	 */
	public ProtectedFrameHandler(FrameHandler handler, MessageGuard guard) {
		this.handler = handler;
		this.guard = guard;
	}

	/** Returns {@code null} after a socket timeout, which the connection must notice. */
	@Override
	@SuppressWarnings("NullAway")
	public @Nullable Frame readFrame() throws IOException {
		while (true) {
			Frame frame = this.handler.readFrame();
			Frame checked = (frame != null) ? this.guard.check(frame) : null;
			if (checked != null || frame == null) {
				return checked;
			}
		}
	}

	@Override
	public boolean internalHearbeat() {
		return this.handler.internalHearbeat();
	}

	@Override
	public void setTimeout(int timeoutMs) throws SocketException {
		this.handler.setTimeout(timeoutMs);
	}

	@Override
	public int getTimeout() throws SocketException {
		return this.handler.getTimeout();
	}

	@Override
	public void sendHeader() throws IOException {
		this.handler.sendHeader();
	}

	@Override
	public void initialize(AMQConnection connection) {
		this.handler.initialize(connection);
	}

	@Override
	public void finishConnectionNegotiation() {
		this.handler.finishConnectionNegotiation();
	}

	@Override
	public void writeFrame(Frame frame) throws IOException {
		this.handler.writeFrame(frame);
	}

	@Override
	public void flush() throws IOException {
		this.handler.flush();
	}

	@Override
	public void close() {
		this.handler.close();
	}

	@Override
	public InetAddress getLocalAddress() {
		return this.handler.getLocalAddress();
	}

	@Override
	public int getLocalPort() {
		return this.handler.getLocalPort();
	}

	@Override
	public InetAddress getAddress() {
		return this.handler.getAddress();
	}

	@Override
	public int getPort() {
		return this.handler.getPort();
	}

}
