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

import java.net.URL;
import java.util.HashMap;
import java.util.Map;

import org.apache.qpid.server.model.ConfiguredObject;
import org.apache.qpid.server.model.SystemConfig;

/**
 * Settings that make Qpid suitable for clients of RabbitMQ.
 */
final class QpidSettings {

	static final String USER = "guest";

	private QpidSettings() {
	}

	static Map<String, Object> forPort(int port) {
		Map<String, String> context = new HashMap<>();
		context.put("amphora.embedded.port", Integer.toString(port));
		context.put("qpid.work_dir", System.getProperty("java.io.tmpdir"));
		likeRabbitMq(context);
		small(context);
		Map<String, Object> attributes = new HashMap<>();
		attributes.put(ConfiguredObject.TYPE, "Memory");
		attributes.put(SystemConfig.INITIAL_CONFIGURATION_LOCATION, resource("broker.json"));
		// The default is a "classpath:" address, which cannot be opened inside a Spring
		// Boot fat jar.
		attributes.put(SystemConfig.INITIAL_SYSTEM_PROPERTIES_LOCATION, resource("system.properties"));
		attributes.put("startupLoggedToSystemOut", "false");
		attributes.put("preferenceStoreAttributes", "{\"type\": \"Noop\"}");
		attributes.put("context", context);
		return attributes;
	}

	private static void likeRabbitMq(Map<String, String> context) {
		// Qpid would close the connection because of arguments such as x-queue-type.
		context.put("queue.behaviourOnUnknownDeclareArgument", "IGNORE");
		context.put("exchange.behaviourOnUnknownDeclareArgument", "IGNORE");
		// Without a limit, a rejected message would be redelivered endlessly.
		context.put("queue.maximumDeliveryAttempts", "1");
		context.put("qpid.port.sessionCountLimit", "2047");
		context.put("virtualhost.housekeepingCheckPeriod", "500");
	}

	// 16 threads instead of 80
	private static void small(Map<String, String> context) {
		context.put("virtualhost.connectionThreadPool.size", "8");
		context.put("virtualhost.connectionThreadPool.numberOfSelectors", "1");
		context.put("qpid.port.amqp.threadPool.size", "2");
		context.put("qpid.port.amqp.threadPool.numberOfSelectors", "1");
		context.put("virtualhost.housekeepingThreadCount", "1");
		context.put("broker.housekeepingThreadCount", "1");
	}

	private static String resource(String name) {
		URL resource = QpidSettings.class.getResource(name);
		if (resource == null) {
			throw new IllegalStateException(name + " is missing beside " + QpidSettings.class.getName());
		}
		return resource.toExternalForm();
	}

}
