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

package io.amphora.autoconfigure.client;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import io.amphora.client.AmphoraClientBuilder;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.ServiceClient;

/**
 * The clients that were created and are not closed. Thread-safe.
 */
final class ClientRegistry {

	/** In the order of their creation. */
	private final Set<ServiceClient> clients = Collections.synchronizedSet(new LinkedHashSet<>());

	<C extends ServiceClient> C add(AmphoraClientBuilder<C> builder) {
		AtomicReference<ServiceClient> created = new AtomicReference<>();
		C client = builder.onClose(() -> this.clients.remove(created.get())).build();
		created.set(client);
		this.clients.add(client);
		return client;
	}

	List<ServiceClient> all() {
		return List.copyOf(this.clients);
	}

	boolean hasFanoutClient(String service) {
		return all().stream()
			.anyMatch((client) -> client instanceof AmphoraFanoutClient && service.equals(client.service()));
	}

	void close() {
		all().forEach(ServiceClient::close);
	}

}
