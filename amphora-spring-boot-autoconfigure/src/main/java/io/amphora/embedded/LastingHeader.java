package io.amphora.embedded;

import org.apache.qpid.server.protocol.v0_8.transport.BasicContentHeaderProperties;
import org.apache.qpid.server.protocol.v0_8.transport.ContentHeaderBody;

/**
 * The header of a message, which Qpid sees without an expiration. What is delivered is
 * the header as it was sent.
 */
final class LastingHeader extends ContentHeaderBody {

	private final BasicContentHeaderProperties seen;

	LastingHeader(ContentHeaderBody sent) {
		super(sent.getProperties(), sent.getBodySize());
		this.seen = new BasicContentHeaderProperties(sent.getProperties());
		this.seen.setExpiration(0);
	}

	@Override
	public BasicContentHeaderProperties getProperties() {
		return this.seen;
	}

}
