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

import org.apache.qpid.server.protocol.v0_8.MessageMetaData;
import org.apache.qpid.server.protocol.v0_8.transport.BasicContentHeaderProperties;
import org.apache.qpid.server.protocol.v0_8.transport.ContentHeaderBody;
import org.apache.qpid.server.store.MemoryMessageStore;
import org.apache.qpid.server.store.MessageHandle;
import org.apache.qpid.server.store.StorableMessageMetaData;

/**
 * Keeps messages in memory and lets them expire as RabbitMQ does. Qpid interprets
 * "expiration" as a date, so RabbitMQ's milliseconds would be a date in 1970.
 */
final class ExpiringMessageStore extends MemoryMessageStore {

	@Override
	@SuppressWarnings("unchecked")
	public <T extends StorableMessageMetaData> MessageHandle<T> addMessage(T metaData) {
		return super.addMessage((metaData instanceof MessageMetaData sent) ? (T) expiring(sent) : metaData);
	}

	private static MessageMetaData expiring(MessageMetaData sent) {
		ContentHeaderBody header = sent.getContentHeaderBody();
		if (!header.getProperties().hasExpiration()) {
			return sent;
		}
		long expiration = sent.getArrivalTime() + header.getProperties().getExpiration();
		return new MessageMetaData(sent.getMessagePublishInfo(), new ExpiringHeader(header, expiration),
				sent.getArrivalTime());
	}

	/**
	 * A message header that presents the expiration to Qpid as a date, as Qpid expects.
	 * The header is delivered as it was sent.
	 */
	private static final class ExpiringHeader extends ContentHeaderBody {

		private final BasicContentHeaderProperties seen;

		/**
		 * Create a header.
		 * @param sent the header as it was sent
		 * @param expiration when the message expires, in milliseconds since 1970
		 */
		ExpiringHeader(ContentHeaderBody sent, long expiration) {
			super(sent.getProperties(), sent.getBodySize());
			this.seen = new BasicContentHeaderProperties(sent.getProperties());
			this.seen.setExpiration(expiration);
		}

		@Override
		public BasicContentHeaderProperties getProperties() {
			return this.seen;
		}

	}

}
