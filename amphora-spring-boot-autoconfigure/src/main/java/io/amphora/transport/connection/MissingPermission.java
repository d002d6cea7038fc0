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

package io.amphora.transport.connection;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The permission that the user lacks, as far as the broker's refusal shows it.
 *
 * @param permission "configure", "write" or "read", or {@code null} if unknown
 * @param resource the exchange or queue, such as "queue 'q'", or {@code null} if unknown
 */
record MissingPermission(@Nullable String permission, @Nullable String resource) {

	/** Newer brokers name the permission in the text, too. */
	private static final Pattern REFUSED = Pattern
		.compile("(?:(configure|write|read) )?access to ((exchange|queue) '[^']*')");

	private static final Pattern RANDOM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

	private static final String DEFAULT_EXCHANGE = "amq.default";

	private static final int EXCHANGE_CLASS = 40;

	private static final int QUEUE_CLASS = 50;

	private static final int BASIC_CLASS = 60;

	/**
	 * Find the permission.
	 * @param text the broker's text
	 * @param classId the AMQP class of the refused method
	 * @param methodId the id of the refused method in its class
	 */
	static MissingPermission of(String text, int classId, int methodId) {
		Matcher refused = REFUSED.matcher(text);
		if (!refused.find()) {
			return new MissingPermission(null, null);
		}
		String permission = (refused.group(1) != null) ? refused.group(1)
				: permission(classId, methodId, refused.group(3).equals("queue"));
		return new MissingPermission(permission, withoutRandomParts(refused.group(2)));
	}

	/** Replace the random parts of names, which are others at the next attempt. */
	static String withoutRandomParts(String text) {
		return RANDOM.matcher(text).replaceAll("*");
	}

	/** Return whether the permission for a whole exchange is missing. */
	boolean forExchange() {
		return this.resource != null && this.resource.startsWith("exchange ");
	}

	/** Return whether the permission for the exchange with this name is missing. */
	boolean forExchange(String name) {
		String displayed = name.isEmpty() ? DEFAULT_EXCHANGE : withoutRandomParts(name);
		return ("exchange '" + displayed + "'").equals(this.resource);
	}

	private static @Nullable String permission(int classId, int methodId, boolean queue) {
		return switch (classId) {
			case EXCHANGE_CLASS -> forExchange(methodId);
			case QUEUE_CLASS -> forQueue(methodId, queue);
			case BASIC_CLASS -> forMessages(methodId);
			default -> null;
		};
	}

	/** Bindings between exchanges require two permissions for exchanges. */
	private static @Nullable String forExchange(int methodId) {
		return switch (methodId) {
			case 10, 20 -> "configure"; // declare, delete
			default -> null;
		};
	}

	/**
	 * A queue with a dead-letter exchange also requires permission to write to the
	 * latter.
	 */
	private static @Nullable String forQueue(int methodId, boolean queue) {
		return switch (methodId) {
			case 10 -> queue ? "configure" : "write"; // declare
			case 20, 50 -> queue ? "write" : "read"; // bind, unbind
			case 30 -> "read"; // purge
			case 40 -> "configure"; // delete
			default -> null;
		};
	}

	private static @Nullable String forMessages(int methodId) {
		return switch (methodId) {
			case 20, 70 -> "read"; // consume, get
			case 40 -> "write"; // publish
			default -> null;
		};
	}

	String remedy() {
		return remedy((this.resource != null) ? toString() : "the permission");
	}

	/** Return the permission, such as "the permission to read from queue 'q'". */
	@Override
	public String toString() {
		if (this.resource == null) {
			return "a permission that the broker does not name";
		}
		return "the permission " + ((this.permission != null) ? action(this.permission) : "for") + " " + this.resource;
	}

	private static String action(String permission) {
		return switch (permission) {
			case "read" -> "to read from";
			case "write" -> "to write to";
			default -> "to configure";
		};
	}

	static String remedy(String permission) {
		return "Give the user " + permission
				+ ", or log in as another user. docs/security.md (\"Permissions\") lists the"
				+ " permissions that servers and clients need.";
	}

}
