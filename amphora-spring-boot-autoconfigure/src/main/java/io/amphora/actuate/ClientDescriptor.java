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

package io.amphora.actuate;

import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.ClientState;
import io.amphora.client.ClientStatistics;
import io.amphora.client.ServiceClient;
import org.jspecify.annotations.Nullable;

/**
 * Description of a client for operators.
 *
 * @param bean the name of the bean, or {@code null} if the client is not a bean
 * @param service the service that it calls
 * @param instance id of the client, unique within the service
 * @param fanout whether it calls all fanout servers
 * @param state the lifecycle state
 * @param connection the connections to the broker
 * @param statistics the statistics of the client
 * @since 0.1.0
 */
public record ClientDescriptor(@Nullable String bean, String service, String instance, boolean fanout,
		ClientState state, ConnectionDescriptor connection, ClientStatistics statistics) {

	static ClientDescriptor of(@Nullable String bean, ServiceClient client) {
		return new ClientDescriptor(bean, client.service(), client.uuid(), client instanceof AmphoraFanoutClient,
				client.state(), ConnectionDescriptor.of(client.connectionName(), client.connection()),
				client.statistics());
	}

}
