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

package io.amphora.benchmark.reference;

import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.amphora.benchmark.load.Body;
import io.amphora.benchmark.load.Peer;
import io.amphora.benchmark.load.Sides;

import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * An HTTP interface client with {@link RestClient} and the JDK's HTTP client.
 */
public final class HttpPeer implements Peer {

	private final HttpServer server;

	private final ExecutorService executor;

	private final EchoExchange echo;

	/**
	 * Create client and server.
	 * @param sides the threads of each
	 * @throws Exception if the server cannot start
	 */
	public HttpPeer(Sides sides) throws Exception {
		this.server = sides.asServer(HttpServer::new);
		// as the client creates it, but in the group of threads that is measured
		this.executor = sides.asClient(Executors::newCachedThreadPool);
		this.echo = sides.asClient(this::createClient);
	}

	private EchoExchange createClient() {
		RestClient client = RestClient.builder()
			.baseUrl(this.server.address())
			.requestFactory(new JdkClientHttpRequestFactory(HttpClient.newBuilder().executor(this.executor).build()))
			.build();
		return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
			.build()
			.createClient(EchoExchange.class);
	}

	@Override
	public void call(Body body) {
		if (!body.text().equals(this.echo.echo(new Text(body.text())).text())) {
			throw new IllegalStateException("wrong reply");
		}
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
		this.server.close();
	}

}
