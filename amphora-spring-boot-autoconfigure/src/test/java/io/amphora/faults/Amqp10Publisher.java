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

package io.amphora.faults;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Publishes to a queue with AMQP 1.0, of which it has only what that needs. Types and
 * frames are those of the <a href=
 * "https://docs.oasis-open.org/amqp/core/v1.0/os/amqp-core-overview-v1.0-os.html">
 * specification</a>.
 */
final class Amqp10Publisher implements AutoCloseable {

	private static final int TIMEOUT_MILLIS = 20_000;

	private static final byte[] NULL = { 0x40 };

	private static final byte[] FALSE = { 0x42 };

	private static final byte[] ZERO = { 0x43 };

	private final Socket socket;

	private final DataInputStream in;

	private final DataOutputStream out;

	Amqp10Publisher(String host, int port, String queue) throws IOException {
		this.socket = new Socket(host, port);
		this.socket.setSoTimeout(TIMEOUT_MILLIS);
		this.in = new DataInputStream(this.socket.getInputStream());
		this.out = new DataOutputStream(this.socket.getOutputStream());
		header(3);
		await(0x40);
		send(1, performative(0x41, list(text(0xA3, "PLAIN"), text(0xA0, "\0guest\0guest"))));
		await(0x44);
		header(0);
		send(0, performative(0x10, list(text(0xA1, "publisher"), text(0xA1, "vhost:/"))));
		await(0x10);
		send(0, performative(0x11, list(NULL, ZERO, unsigned(1_000), unsigned(1_000))));
		await(0x11);
		byte[] source = performative(0x28, list(text(0xA1, "here")));
		byte[] target = performative(0x29, list(text(0xA1, "/queues/" + queue)));
		send(0, performative(0x12, list(text(0xA1, "link"), ZERO, FALSE, new byte[] { 0x50, 0 }, new byte[] { 0x50, 0 },
				source, target, NULL, NULL, ZERO)));
		await(0x13);
	}

	/** Publish a message, and wait until the broker has accepted it. */
	void publishWithPropertyOfTypeUuid() throws IOException {
		byte[] uuid = new byte[17];
		uuid[0] = (byte) 0x98;
		byte[] message = join(performative(0x74, sized(0xD1, 2, text(0xA1, "id"), uuid)),
				performative(0x75, text(0xA0, "{}")));
		byte[] transfer = performative(0x14, list(ZERO, ZERO, text(0xA0, "1"), ZERO, FALSE, FALSE));
		send(0, join(transfer, message));
		await(0x15);
	}

	/** Exchange the protocol header. */
	private void header(int protocol) throws IOException {
		this.out.write(new byte[] { 'A', 'M', 'Q', 'P', (byte) protocol, 1, 0, 0 });
		this.in.readFully(new byte[8]);
	}

	private void send(int type, byte[] body) throws IOException {
		this.out.writeInt(8 + body.length);
		this.out.write(new byte[] { 2, (byte) type, 0, 0 });
		this.out.write(body);
		this.out.flush();
	}

	/**
	 * Skip frames until one with a certain performative, whose code follows 0x00 0x53.
	 */
	private void await(int code) throws IOException {
		byte[] body;
		do {
			body = new byte[this.in.readInt() - 4];
			this.in.readFully(body);
		}
		while (body.length <= 6 || (body[6] & 0xFF) != code);
	}

	private static byte[] performative(int code, byte[] value) {
		return join(new byte[] { 0, 0x53, (byte) code }, value);
	}

	private static byte[] list(byte[]... items) {
		return sized(0xD0, items.length, items);
	}

	private static byte[] sized(int type, int count, byte[]... items) {
		byte[] content = join(items);
		return join(new byte[] { (byte) type }, integer(content.length + 4), integer(count), content);
	}

	private static byte[] text(int type, String text) {
		byte[] content = text.getBytes(StandardCharsets.UTF_8);
		return join(new byte[] { (byte) type, (byte) content.length }, content);
	}

	private static byte[] unsigned(int number) {
		return join(new byte[] { 0x70 }, integer(number));
	}

	private static byte[] integer(int number) {
		return new byte[] { (byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number };
	}

	private static byte[] join(byte[]... parts) {
		ByteArrayOutputStream joined = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			joined.writeBytes(part);
		}
		return joined.toByteArray();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
