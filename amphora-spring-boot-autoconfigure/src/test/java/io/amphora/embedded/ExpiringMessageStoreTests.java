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

package io.amphora.embedded;

import com.rabbitmq.client.AMQP.BasicProperties;
import org.apache.qpid.server.bytebuffer.QpidByteBuffer;
import org.apache.qpid.server.protocol.v0_8.AMQMessage;
import org.apache.qpid.server.protocol.v0_8.AMQShortString;
import org.apache.qpid.server.protocol.v0_8.MessageMetaData;
import org.apache.qpid.server.protocol.v0_8.transport.ContentHeaderBody;
import org.apache.qpid.server.protocol.v0_8.transport.MessagePublishInfo;
import org.apache.qpid.server.store.StoredMessage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExpiringMessageStore}. A queue takes over a message's expiration when
 * it takes the message, so an expiration in 1970 has passed by then.
 */
class ExpiringMessageStoreTests {

	private static final BasicProperties SENT = new BasicProperties.Builder().expiration("60000")
		.correlationId("c-1")
		.deliveryMode(2)
		.build();

	@Test
	void expirationCountsFromTheArrivalOfTheMessage() throws Exception {
		try (QpidByteBuffer header = header()) {
			assertThat(new AMQMessage(store(header)).getExpiration()).isEqualTo(17 + 60_000);
		}
	}

	@Test
	void headerIsDeliveredAsItWasSent() throws Exception {
		try (QpidByteBuffer header = header();
				QpidByteBuffer sent = header.duplicate();
				QpidByteBuffer delivered = QpidByteBuffer.allocate(sent.remaining())) {
			ContentHeaderBody stored = store(header).getMetaData().getContentHeaderBody();
			assertThat(stored.getSize()).isEqualTo(sent.remaining());
			stored.writePayload(delivered);
			delivered.flip();
			assertThat(bytes(delivered)).isEqualTo(bytes(sent));
		}
	}

	@Test
	void everythingElseIsSeenByTheBroker() throws Exception {
		try (QpidByteBuffer header = header()) {
			AMQMessage message = new AMQMessage(store(header));
			assertThat(message.isPersistent()).isTrue();
			assertThat(message.getMessageHeader().getCorrelationId()).isEqualTo("c-1");
			assertThat(message.getArrivalTime()).isEqualTo(17);
			assertThat(message.getInitialRoutingAddress()).isEqualTo("key");
		}
	}

	private static StoredMessage<MessageMetaData> store(QpidByteBuffer header) throws Exception {
		MessagePublishInfo publish = new MessagePublishInfo(AMQShortString.valueOf("exchange"), false, true,
				AMQShortString.valueOf("key"));
		ContentHeaderBody received = new ContentHeaderBody(header, header.remaining());
		return new ExpiringMessageStore().addMessage(new MessageMetaData(publish, received, 17)).allContentAdded();
	}

	/** As it comes over the wire. */
	private static QpidByteBuffer header() throws Exception {
		byte[] frame = SENT.toFrame(1, 0).getPayload();
		return QpidByteBuffer.wrap(frame);
	}

	private static byte[] bytes(QpidByteBuffer buffer) {
		byte[] bytes = new byte[buffer.remaining()];
		buffer.get(bytes);
		return bytes;
	}

}
