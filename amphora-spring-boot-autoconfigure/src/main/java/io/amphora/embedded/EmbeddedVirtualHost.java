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

import java.util.Map;

import org.apache.qpid.server.model.ManagedObject;
import org.apache.qpid.server.model.VirtualHostNode;
import org.apache.qpid.server.store.MessageStore;
import org.apache.qpid.server.virtualhost.AbstractVirtualHost;

/**
 * The virtual host of the embedded broker, which differs from Qpid's own in its message
 * store. Named in {@code broker.json}.
 */
@ManagedObject(category = false, type = EmbeddedVirtualHost.TYPE)
final class EmbeddedVirtualHost extends AbstractVirtualHost<EmbeddedVirtualHost> {

	static final String TYPE = "Amphora";

	EmbeddedVirtualHost(Map<String, Object> attributes, VirtualHostNode<?> node) {
		super(attributes, node);
	}

	@Override
	protected MessageStore createMessageStore() {
		return new ExpiringMessageStore();
	}

}
