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

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.amphora.AmphoraException;
import io.amphora.RemoteException;
import io.amphora.UnroutableRequestException;
import io.amphora.WrongRequestException;
import io.amphora.client.RemoteFunction;
import io.amphora.client.fanout.FanoutReply;
import io.amphora.client.fanout.Gather;
import io.amphora.introspection.ServiceDescription;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Collects the data for the page and makes its calls. Thread-safe.
 */
final class Explorer {

	private static final Log logger = LogFactory.getLog(Explorer.class);

	/**
	 * Short, because the page queries often; reachable servers reply within this time.
	 */
	private static final Duration DESCRIBE_WAIT = Duration.ofMillis(500);

	private static final Executor QUERIES = queries();

	private final ExplorerClients clients;

	private final Supplier<@Nullable String> traceId;

	private final Map<String, KnownServers> known = new ConcurrentHashMap<>();

	Explorer(ExplorerClients clients, Supplier<@Nullable String> traceId) {
		this.clients = clients;
		this.traceId = traceId;
	}

	/** Not the common pool of the JVM, which queries would occupy. */
	private static Executor queries() {
		SimpleAsyncTaskExecutor queries = new SimpleAsyncTaskExecutor("amphora-explorer-");
		queries.setDaemon(true);
		return queries;
	}

	/** Query all services in parallel, because each query takes the whole wait. */
	Map<String, Object> services() {
		List<CompletableFuture<Map<String, Object>>> services = this.clients.services()
			.stream()
			.sorted()
			.map((service) -> CompletableFuture.supplyAsync(() -> service(service), QUERIES))
			.toList();
		return Map.of("services", services.stream().map(CompletableFuture::join).toList());
	}

	/** A service that cannot be queried must not hide the others. */
	private Map<String, Object> service(String name) {
		KnownServers servers = this.known.computeIfAbsent(name, (key) -> new KnownServers(System::nanoTime));
		List<ServiceDescription> found = new ArrayList<>();
		try {
			found.addAll(this.clients.ownServers(name));
			found.addAll(describe(name));
			return Map.of("name", name, "servers", servers.update(found));
		}
		catch (AmphoraException ex) {
			return Map.of("name", name, "servers", servers.update(found), "problem", message(ex));
		}
		catch (Throwable ex) {
			logger.debug("The servers of service '" + name + "' are unknown", ex);
			return Map.of("name", name, "servers", servers.update(found), "problem", ex.toString());
		}
	}

	private List<ServiceDescription> describe(String service) {
		return this.clients.client(service).describeAll(DESCRIBE_WAIT);
	}

	Map<String, @Nullable Object> call(ExplorerCall call) {
		if (!this.clients.services().contains(call.service())) {
			throw new WrongRequestException("The explorer does not know a service '%s'".formatted(call.service()));
		}
		long start = System.nanoTime();
		List<Map<String, @Nullable Object>> outcomes = call.fanout() ? callAll(call) : List.of(callOne(call));
		Map<String, @Nullable Object> reply = new LinkedHashMap<>();
		reply.put("outcomes", outcomes);
		reply.put("duration", Duration.ofNanos(System.nanoTime() - start).toMillis());
		reply.put("traceId", this.traceId.get());
		return reply;
	}

	private Map<String, @Nullable Object> callOne(ExplorerCall call) {
		AtomicReference<@Nullable String> instance = new AtomicReference<>();
		try {
			RemoteFunction function = this.clients.client(call.service())
				.function(call.call().function())
				.timeout(call.timeout())
				.kwargs(call.kwargs());
			Object result = ReplyingServer.record(instance, () -> function.call(Object.class, call.args()));
			return outcome(instance.get(), result, null);
		}
		catch (AmphoraException ex) {
			return outcome(instance.get(), null, ex);
		}
	}

	private List<Map<String, @Nullable Object>> callAll(ExplorerCall call) {
		try {
			int servers = (int) describe(call.service()).stream().filter(ServiceDescription::fanout).count();
			Gather<Object> gather = this.clients.fanoutClient(call.service())
				.gather(call.call().function(), Object.class)
				.timeout(call.timeout())
				.expecting(Math.max(1, servers));
			for (Map.Entry<String, @Nullable Object> kwarg : call.kwargs().entrySet()) {
				gather = gather.kwarg(kwarg.getKey(), kwarg.getValue());
			}
			List<Map<String, @Nullable Object>> outcomes = new ArrayList<>();
			for (FanoutReply<Object> reply : gather.call(call.args())) {
				outcomes.add(outcome(reply.instance(), reply.value(), reply.error()));
			}
			return outcomes;
		}
		catch (UnroutableRequestException ex) {
			return List.of(outcome(null, null, ex));
		}
	}

	private static Map<String, @Nullable Object> outcome(@Nullable String instance, @Nullable Object result,
			@Nullable AmphoraException error) {
		Map<String, @Nullable Object> outcome = new LinkedHashMap<>();
		if (instance != null) {
			outcome.put("instance", instance);
		}
		outcome.put("result", result);
		outcome.put("error", (error != null) ? Map.of("type", type(error), "message", message(error)) : null);
		return outcome;
	}

	private static String type(AmphoraException error) {
		return (error instanceof RemoteException remote) ? remote.errorType() : error.getClass().getSimpleName();
	}

	private static String message(AmphoraException error) {
		return (error.getMessage() != null) ? error.getMessage() : "no message";
	}

}
