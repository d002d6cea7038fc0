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

package io.amphora.server.direct;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DirectAddresses}.
 */
class DirectAddressesTests {

	private static final int KNOWN_NODE = 1;

	private static final int UNKNOWN_NODE = 2;

	private static final String ACCEPTED = address(KNOWN_NODE, 1, 0);

	private static final String NEW = address(KNOWN_NODE, 2, 0);

	private static final String LARGEST = address(KNOWN_NODE, 0x7FFF, 0x1FFF);

	private static final String LARGE_NUMBER = address(KNOWN_NODE, 0x8000, 0);

	private static final String LARGE_SERIAL = address(KNOWN_NODE, 2, 0x2000);

	private static final String NEGATIVE = address(KNOWN_NODE, -1, -1);

	private static final String OTHER_NODE = address(UNKNOWN_NODE, 1, 0);

	private final DirectAddresses addresses = new DirectAddresses();

	@Test
	void onlyRepliesToUnusualAddressesMayCloseTheConnection() {
		assertThat(this.addresses.mayCloseConnection(ACCEPTED)).isTrue();
		this.addresses.confirmed(ACCEPTED);
		for (String usual : new String[] { ACCEPTED, NEW, LARGEST }) {
			assertThat(this.addresses.mayCloseConnection(usual)).isFalse();
		}
		for (String unusual : new String[] { LARGE_NUMBER, LARGE_SERIAL, NEGATIVE, OTHER_NODE }) {
			assertThat(this.addresses.allow(unusual)).isTrue();
			assertThat(this.addresses.mayCloseConnection(unusual)).isTrue();
		}
		this.addresses.confirmed(LARGE_NUMBER);
		assertThat(this.addresses.mayCloseConnection(LARGE_NUMBER)).isFalse();
	}

	@Test
	void malformedAddressIsNeverAllowed() {
		this.addresses.confirmed("amq.rabbitmq.reply-to.x.y");
		assertThat(this.addresses.allow("amq.rabbitmq.reply-to.x.y")).isFalse();
		assertThat(this.addresses.allow(ACCEPTED + ".k")).isFalse();
		this.addresses.confirmed(ACCEPTED);
		assertThat(this.addresses.allow(ACCEPTED + ".k")).isFalse();
		assertThat(this.addresses.mayCloseConnection(ACCEPTED + ".k")).isFalse();
	}

	@Test
	void lossWithAnUnknownNodeSuspendsUnusualAddressesOnly() {
		lossSuspendsUnusualAddressesOnly(OTHER_NODE);
	}

	@Test
	void lossWithALargeProcessNumberSuspendsUnusualAddressesOnly() {
		lossSuspendsUnusualAddressesOnly(LARGE_NUMBER);
	}

	@Test
	void lossWithALargeProcessSerialSuspendsUnusualAddressesOnly() {
		lossSuspendsUnusualAddressesOnly(LARGE_SERIAL);
	}

	private void lossSuspendsUnusualAddressesOnly(String forged) {
		this.addresses.confirmed(ACCEPTED);
		this.addresses.failed(forged);
		for (String unusual : new String[] { LARGE_NUMBER, LARGE_SERIAL, NEGATIVE, OTHER_NODE }) {
			assertThat(this.addresses.allow(unusual)).isFalse();
		}
		for (String usual : new String[] { ACCEPTED, NEW, LARGEST }) {
			assertThat(this.addresses.allow(usual)).isTrue();
		}
		this.addresses.confirmed(NEW);
		assertThat(this.addresses.allow(OTHER_NODE)).isFalse();
		this.addresses.confirmed(OTHER_NODE);
		assertThat(this.addresses.allow(LARGE_NUMBER)).isTrue();
	}

	@Test
	void lossWithAUsualAddressSuspendsNone() {
		this.addresses.confirmed(ACCEPTED);
		this.addresses.failed(NEW);
		for (String other : new String[] { ACCEPTED, NEW, LARGE_NUMBER, OTHER_NODE }) {
			assertThat(this.addresses.allow(other)).isTrue();
		}
	}

	@Test
	void processNumbersThatTheBrokerHasAcceptedAreUsual() {
		this.addresses.confirmed(address(KNOWN_NODE, 0x1_0000, 0));
		this.addresses.failed(OTHER_NODE);
		assertThat(this.addresses.allow(address(KNOWN_NODE, 0x1_FFFF, 0))).isTrue();
		assertThat(this.addresses.allow(address(KNOWN_NODE, 0x2_0000, 0))).isFalse();
		assertThat(this.addresses.allow(LARGE_SERIAL)).isFalse();
	}

	@Test
	void nodeIsLearnedThoughCallersHaveNamedManyOthers() {
		for (int i = 0; i < DirectAddresses.MOST; i++) {
			this.addresses.confirmed(address(i, i, 0));
		}
		String real = address(-1, 1, 0);
		this.addresses.confirmed(real);
		assertThat(this.addresses.mayCloseConnection(real)).isFalse();
		assertThat(this.addresses.mayCloseConnection(address(0, 0, 0))).isTrue();
	}

	@Test
	void nodeInUseIsNotForgotten() {
		for (int i = 0; i < 2 * DirectAddresses.MOST; i++) {
			this.addresses.confirmed(ACCEPTED);
			this.addresses.confirmed(address(i + 2, i, 0));
			assertThat(this.addresses.mayCloseConnection(ACCEPTED)).isFalse();
		}
	}

	private static String address(int node, int number, int serial) {
		byte[] name = ("reply@" + Integer.toUnsignedString(node)).getBytes(StandardCharsets.US_ASCII);
		ByteBuffer term = ByteBuffer.allocate(4 + name.length + 12)
			.put(new byte[] { (byte) 131, 88, 119, (byte) name.length })
			.put(name)
			.putInt(number)
			.putInt(serial)
			.putInt(7);
		return "amq.rabbitmq.reply-to." + Base64.getEncoder().encodeToString(term.array()) + ".key";
	}

}
