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
