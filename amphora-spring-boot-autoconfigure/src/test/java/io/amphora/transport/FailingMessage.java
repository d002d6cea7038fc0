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

package io.amphora.transport;

import java.util.concurrent.atomic.AtomicReference;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.AmphoraException;

/**
 * A message whose body cannot be made, and that throws again when it is told so.
 */
record FailingMessage(String messageId, Throwable reason,
		AtomicReference<AmphoraException> failure) implements OutgoingMessage {

	FailingMessage(String messageId, Throwable reason) {
		this(messageId, reason, new AtomicReference<>());
	}

	@Override
	public String exchange() {
		return "exchange";
	}

	@Override
	public String routingKey() {
		return "key";
	}

	@Override
	public BasicProperties properties() {
		return new BasicProperties.Builder().messageId(this.messageId).build();
	}

	@Override
	public byte[] body() {
		throw FailingMessage.<RuntimeException>sneaky(this.reason);
	}

	@Override
	public int size() {
		return 1;
	}

	@Override
	public void confirmed() {
	}

	@Override
	public void returned(String reason) {
	}

	@Override
	public void failed(AmphoraException cause) {
		this.failure.set(cause);
		throw new IllegalStateException("broken as well");
	}

	@SuppressWarnings("unchecked")
	private static <E extends Throwable> E sneaky(Throwable failure) throws E {
		throw (E) failure;
	}

}
