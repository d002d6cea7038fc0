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

import java.util.concurrent.CompletableFuture;

import io.amphora.client.queue.RequestQueue;
import io.amphora.client.queue.RequestQueueAdmin;
import io.amphora.client.routing.FunctionTuner;
import io.amphora.topology.RequestRoute;
import io.amphora.transport.BrokerTransport;
import org.jspecify.annotations.Nullable;

/**
 * Client whose requests go to one server of a service each.
 */
final class DefaultAmphoraClient extends DefaultServiceClient implements AmphoraClient {

	private final RequestFactory requests;

	private final RequestQueueAdmin queueAdmin;

	private final ConsumerCheck consumerCheck;

	DefaultAmphoraClient(AmphoraClientBuilder<?> builder) {
		this(builder.requests(RequestRoute::toOne), builder.transport(), builder.settings());
	}

	private DefaultAmphoraClient(RequestFactory requests, BrokerTransport transport, ClientSettings settings) {
		super(requests, transport, settings);
		this.requests = requests;
		this.queueAdmin = new RequestQueueAdmin(requests.topology(), transport, settings.timeout());
		this.consumerCheck = new ConsumerCheck(requests.topology(), transport, settings.consumerCheck(),
				settings.replyMode() == ReplyMode.DIRECT, () -> state() == ClientState.SERVING);
		requests.lateReplies().onTimeout(this.consumerCheck::timedOut);
	}

	@Override
	public void tuneFunction(String function, FunctionTuner tuner) {
		this.requests.tune(function, tuner);
	}

	@Override
	public void createRequestQueue(RequestQueue queue) {
		BlockingCalls.change("createRequestQueue of '%s'".formatted(queue.name()), createRequestQueueAsync(queue));
	}

	@Override
	public CompletableFuture<@Nullable Void> createRequestQueueAsync(RequestQueue queue) {
		return this.queueAdmin.create(queue);
	}

	@Override
	public void removeRequestQueue(RequestQueue queue) {
		BlockingCalls.change("removeRequestQueue of '%s'".formatted(queue.name()), removeRequestQueueAsync(queue));
	}

	@Override
	public CompletableFuture<@Nullable Void> removeRequestQueueAsync(RequestQueue queue) {
		return this.queueAdmin.remove(queue.brokerName());
	}

	@Override
	void onStarted() {
		this.consumerCheck.start();
	}

	@Override
	void onClosing() {
		this.consumerCheck.cancel();
	}

}
