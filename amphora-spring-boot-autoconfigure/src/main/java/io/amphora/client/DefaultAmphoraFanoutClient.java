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

package io.amphora.client;

import java.lang.reflect.Type;

import io.amphora.client.fanout.EarlyEnd;
import io.amphora.client.fanout.Gather;
import io.amphora.topology.RequestRoute;
import io.amphora.transport.BrokerTransport;

import org.springframework.core.ParameterizedTypeReference;

/**
 * Client whose requests go to all fanout servers of a service.
 */
final class DefaultAmphoraFanoutClient extends DefaultServiceClient implements AmphoraFanoutClient {

	private final EarlyEnd earlyEnd;

	DefaultAmphoraFanoutClient(AmphoraClientBuilder<?> builder) {
		this(builder.requests(RequestRoute::toAll), builder.transport(), builder.settings());
	}

	private DefaultAmphoraFanoutClient(RequestFactory requests, BrokerTransport transport, ClientSettings settings) {
		super(requests, transport, settings);
		this.earlyEnd = EarlyEnd.after(settings.gatherQuietPeriod(), transport::schedule, System::nanoTime);
		pendingCalls().earlyEnd(this.earlyEnd);
	}

	@Override
	public <T> Gather<T> gather(String function, Class<T> resultType) {
		return DefaultGather.of(executor(), function, defaults(), resultType, this.earlyEnd);
	}

	@Override
	public <T> Gather<T> gather(String function, ParameterizedTypeReference<T> resultType) {
		return DefaultGather.of(executor(), function, defaults(), DefaultRemoteFunction.type(resultType),
				this.earlyEnd);
	}

	@Override
	public Gather<Object> gather(String function, Type resultType) {
		return DefaultGather.of(executor(), function, defaults(), resultType, this.earlyEnd);
	}

}
