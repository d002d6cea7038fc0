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

import java.util.Collection;
import java.util.function.Supplier;

import io.amphora.serializer.RpcSerializer;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Spring MVC routes of the explorer. Clients that reach them can call every function of
 * the services that the explorer shows, so protect them with a login.
 *
 * @since 0.1.0
 */
public final class ExplorerRoutes {

	private ExplorerRoutes() {
	}

	/**
	 * Create the routes.
	 * @param path the path of the page, such as {@code /amphora}
	 * @param allowedHosts host names, in addition to {@code localhost} and IP addresses,
	 * under which users without a login may use the explorer
	 * @param clients the clients to call with
	 * @param serializer reads arguments and writes results for the page
	 * @param maxBody the maximum size of a call
	 * @param traceId returns the trace id of the current request, or {@code null} if
	 * there is none
	 * @return the routes, to be registered as a bean
	 */
	public static RouterFunction<ServerResponse> create(String path, Collection<String> allowedHosts,
			ExplorerClients clients, RpcSerializer serializer, DataSize maxBody, Supplier<@Nullable String> traceId) {
		Assert.isTrue(path.matches("(/[\\w.~-]+)+"),
				() -> "The path '%s' must be like /amphora, without a slash at its end".formatted(path));
		ExplorerPage page = new ExplorerPage(path);
		ExplorerApi api = new ExplorerApi(new Explorer(clients, traceId), ExplorerHosts.of(allowedHosts), serializer,
				maxBody);
		RouterFunction<ServerResponse> calls = RouterFunctions.route()
			.GET(path + "/api/services", api::services)
			.POST(path + "/api/call", api::call)
			.filter(api::guard)
			.build();
		return RouterFunctions.route()
			.GET(path, page::index)
			.GET(path + "/explorer.css", page::style)
			.GET(path + "/explorer.js", page::script)
			.build()
			.and(calls);
	}

}
