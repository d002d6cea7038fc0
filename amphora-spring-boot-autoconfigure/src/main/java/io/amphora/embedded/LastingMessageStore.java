package io.amphora.embedded;

import org.apache.qpid.server.protocol.v0_8.MessageMetaData;
import org.apache.qpid.server.store.MemoryMessageStore;
import org.apache.qpid.server.store.MessageHandle;
import org.apache.qpid.server.store.StorableMessageMetaData;

/**
 * Keeps messages in memory, none of which ever expires. Qpid takes "expiration" for a
 * date, and RabbitMQ's milliseconds are then in 1970. A least time to live for the queue
 * helps only once the message is in the queue: a consumer that looks at it a moment
 * before throws it away, though it was confirmed.
 */
final class LastingMessageStore extends MemoryMessageStore {

	@Override
	@SuppressWarnings("unchecked")
	public <T extends StorableMessageMetaData> MessageHandle<T> addMessage(T metaData) {
		return super.addMessage((metaData instanceof MessageMetaData sent) ? (T) lasting(sent) : metaData);
	}

	private static MessageMetaData lasting(MessageMetaData sent) {
		return sent.getContentHeaderBody().getProperties().hasExpiration()
				? new MessageMetaData(sent.getMessagePublishInfo(), new LastingHeader(sent.getContentHeaderBody()),
						sent.getArrivalTime())
				: sent;
	}

}
