package io.amphora.embedded;

import org.apache.qpid.server.protocol.v0_8.MessageMetaData;
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

}
