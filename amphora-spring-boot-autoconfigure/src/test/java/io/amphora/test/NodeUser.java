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

package io.amphora.test;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import tools.jackson.databind.json.JsonMapper;

/**
 * A user of a {@link PrivateRabbitMqNode}, with permissions for a virtual host.
 */
record NodeUser(String name, String password, String virtualHost, String configure, String write, String read) {

	/** What a node has by default, and no longer once it loads definitions. */
	private static final NodeUser GUEST = allowed("guest", "guest", "/");

	/** A user with all permissions for a virtual host. */
	static NodeUser allowed(String name, String password, String virtualHost) {
		return new NodeUser(name, password, virtualHost, ".*", ".*", ".*");
	}

	/** The definitions, in JSON, that make users and virtual hosts. */
	static String definitions(List<NodeUser> further) {
		List<NodeUser> users = Stream.concat(Stream.of(GUEST), further.stream()).toList();
		return JsonMapper.shared()
			.writeValueAsString(Map.of("users", users.stream().map(NodeUser::user).distinct().toList(), "vhosts",
					users.stream().map(NodeUser::virtualHost).distinct().map((name) -> Map.of("name", name)).toList(),
					"permissions", users.stream().map(NodeUser::permission).toList()));
	}

	private Map<String, String> user() {
		String tags = this.name.equals(GUEST.name) ? "administrator" : "";
		return Map.of("name", this.name, "password", this.password, "tags", tags);
	}

	private Map<String, String> permission() {
		return Map.of("user", this.name, "vhost", this.virtualHost, "configure", this.configure, "write", this.write,
				"read", this.read);
	}

}
