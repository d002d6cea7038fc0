package io.amphora.embedded;

import org.apache.qpid.server.protocol.v0_8.transport.BasicContentHeaderProperties;
import org.apache.qpid.server.protocol.v0_8.transport.ContentHeaderBody;

/**
 * A message header that presents the expiration to Qpid as a date, as Qpid expects. The
 * header is delivered as it was sent.
 */
final class ExpiringHeader extends ContentHeaderBody {

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
