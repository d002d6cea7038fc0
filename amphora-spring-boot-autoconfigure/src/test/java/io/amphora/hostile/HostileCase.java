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

package io.amphora.hostile;

import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.amphora.test.RawProperties;
import org.jspecify.annotations.Nullable;

/**
 * One hostile message, which is sent as a request and as a reply.
 *
 * @param name what is hostile, unique in the corpus, in plain ASCII
 * @param change makes its properties of those of a valid message
 * @param request its body as a request of that id, or {@code null} for that of a valid
 * request
 * @param reply its body as the reply to a call of that id, or {@code null} for that of a
 * valid reply
 * @param asRequest what becomes of the request
 * @param asReply what becomes of the reply
 * @param refusedBy the brokers that do not take it
 * @param lostBy the brokers that take it, but may lose it
 */
public record HostileCase(String name, UnaryOperator<RawProperties> change, @Nullable Function<String, byte[]> request,
		@Nullable Function<String, byte[]> reply, Fate asRequest, Fate asReply, Set<Broker> refusedBy,
		Set<Broker> lostBy) {

	static HostileCase properties(String name, UnaryOperator<RawProperties> change) {
		return new HostileCase(name, change, null, null, Fate.TAKEN, Fate.TAKEN, Set.of(), Set.of());
	}

	static HostileCase bodies(String name, Function<String, byte[]> request, Function<String, byte[]> reply) {
		return new HostileCase(name, UnaryOperator.identity(), request, reply, Fate.REFUSED, Fate.REFUSED, Set.of(),
				Set.of());
	}

	HostileCase with(UnaryOperator<RawProperties> newChange) {
		return new HostileCase(this.name, newChange, this.request, this.reply, this.asRequest, this.asReply,
				this.refusedBy, this.lostBy);
	}

	HostileCase fate(Fate both) {
		return fate(both, both);
	}

	HostileCase fate(Fate newAsRequest, Fate newAsReply) {
		return new HostileCase(this.name, this.change, this.request, this.reply, newAsRequest, newAsReply,
				this.refusedBy, this.lostBy);
	}

	HostileCase refusedBy(Broker... brokers) {
		return new HostileCase(this.name, this.change, this.request, this.reply, this.asRequest, this.asReply,
				Set.of(brokers), this.lostBy);
	}

	HostileCase lostBy(Broker broker) {
		return new HostileCase(this.name, this.change, this.request, this.reply, this.asRequest, this.asReply,
				this.refusedBy, Set.of(broker));
	}

	/** Whether only the properties are hostile. */
	boolean hasUsualBody() {
		return this.request == null;
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * A broker that knows other messages than the rest.
	 */
	public enum Broker {

		RABBITMQ_3, RABBITMQ_4, EMBEDDED;

		static final Broker[] RABBITMQ = { RABBITMQ_3, RABBITMQ_4 };

	}

}
