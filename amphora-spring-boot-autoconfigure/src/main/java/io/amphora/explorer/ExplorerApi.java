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

package io.amphora.explorer;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import io.amphora.AmphoraException;
import io.amphora.WrongRequestException;
import io.amphora.serializer.RpcResult;
import io.amphora.serializer.RpcSerializer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Handles requests of the page, in the JSON of calls and results, which preserves all
 * digits. It accepts only requests that carry its header, which pages of other origins
 * cannot send, and whose host is a name that pages from elsewhere cannot use.
 * Thread-safe.
 */
final class ExplorerApi {

	static final String HEADER = "X-Amphora-Explorer";

	private static final Log logger = LogFactory.getLog(ExplorerApi.class);

	private final Explorer explorer;

	private final ExplorerHosts hosts;

	private final AtomicBoolean warned = new AtomicBoolean();

	private final RpcSerializer serializer;

	private final int maxBody;

	ExplorerApi(Explorer explorer, ExplorerHosts hosts, RpcSerializer serializer, DataSize maxBody) {
		this.explorer = explorer;
		this.hosts = hosts;
		this.serializer = serializer;
		this.maxBody = (int) Math.min(maxBody.toBytes(), Integer.MAX_VALUE - 1);
	}

	ServerResponse services(ServerRequest request) {
		return json(HttpStatus.OK, this.explorer.services());
	}

	ServerResponse call(ServerRequest request) throws Exception {
		byte[] body = body(request);
		return json(HttpStatus.OK, this.explorer
			.call(new ExplorerCall(parameter(request, "service"), Boolean.parseBoolean(parameter(request, "fanout")),
					Duration.ofMillis(timeout(parameter(request, "timeout"))), this.serializer.deserializeCall(body))));
	}

	/** Reads no more than a function may receive. */
	private byte[] body(ServerRequest request) throws IOException {
		byte[] body = request.servletRequest().getInputStream().readNBytes(this.maxBody + 1);
		if (body.length > this.maxBody) {
			throw new WrongRequestException(
					"The call is larger than the %d bytes of 'amphora.serializer.max-body'".formatted(this.maxBody));
		}
		return body;
	}

	private static String parameter(ServerRequest request, String name) {
		return request.param(name)
			.orElseThrow(() -> new WrongRequestException("The parameter '%s' is missing".formatted(name)));
	}

	private static long timeout(String text) {
		try {
			return Long.parseLong(text);
		}
		catch (NumberFormatException ex) {
			throw new WrongRequestException("The timeout must be a number of milliseconds");
		}
	}

	ServerResponse guard(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
		if (request.headers().firstHeader(HEADER) == null) {
			return failure(HttpStatus.FORBIDDEN, "The header " + HEADER + " is missing");
		}
		if (!this.hosts.accept(request)) {
			return failure(HttpStatus.FORBIDDEN, "Without a login, the explorer is available only under localhost, IP"
					+ " addresses and the hosts in 'amphora.explorer.allowed-hosts'");
		}
		warn(request);
		boolean json = request.headers().contentType().filter(MediaType.APPLICATION_JSON::isCompatibleWith).isPresent();
		if (request.servletRequest().getMethod().equals("POST") && !json) {
			return failure(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Only application/json is supported");
		}
		try {
			return next.handle(request);
		}
		catch (WrongRequestException ex) {
			return failure(HttpStatus.BAD_REQUEST, String.valueOf(ex.getMessage()));
		}
		catch (AmphoraException ex) {
			logger.debug("The explorer failed to handle a request", ex);
			return failure(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(ex.getMessage()));
		}
	}

	/** Spring Security may be present but allow access without a login. */
	private void warn(ServerRequest request) {
		if (request.principal().isEmpty() && !this.warned.getAndSet(true)) {
			logger.warn("The explorer is used without a login: anyone who reaches this port can call every function");
		}
	}

	private ServerResponse failure(HttpStatus status, String message) {
		return json(status, Map.of("message", message));
	}

	private ServerResponse json(HttpStatus status, Object value) {
		return ServerResponse.status(status)
			.contentType(MediaType.APPLICATION_JSON)
			.headers(ExplorerPage::secure)
			.body(this.serializer.serializeResult(new RpcResult.Value(value)));
	}

}
