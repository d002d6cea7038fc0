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
