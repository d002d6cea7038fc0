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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.AmphoraException;
import io.amphora.NoResultException;

/**
 * A message that remembers what became of it.
 */
final class TestMessage implements OutgoingMessage {

	private final String id;

	private final Runnable onFailure;

	private final List<String> events = new CopyOnWriteArrayList<>();

	private volatile boolean wanted = true;

	private volatile Runnable unwanted = () -> {
	};

	private volatile AmphoraException failure;

	private volatile Thread sender;

	TestMessage(String id) {
		this(id, () -> {
		});
	}

	TestMessage(String id, Runnable onFailure) {
		this.id = id;
		this.onFailure = onFailure;
	}

	/** What became of it, in order. */
	List<String> events() {
		return this.events;
	}

	AmphoraException failure() {
		return this.failure;
	}

	/** The last thread that sent it. */
	Thread sender() {
		return this.sender;
	}

	void cancel() {
		this.wanted = false;
		this.unwanted.run();
	}

	/** Report that it, or a part of it, may no longer be wanted. */
	void unwanted() {
		this.unwanted.run();
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
	public String messageId() {
		return this.id;
	}

	@Override
	public BasicProperties properties() {
		return new BasicProperties.Builder().messageId(this.id).build();
	}

	@Override
	public byte[] body() {
		return this.id.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public boolean wanted() {
		return this.wanted;
	}

	@Override
	public void dropped() {
		this.events.add("dropped");
	}

	@Override
	public void held(Runnable newUnwanted) {
		this.unwanted = newUnwanted;
	}

	@Override
	public boolean sent() {
		this.sender = Thread.currentThread();
		this.events.add("sent");
		return wanted();
	}

	@Override
	public void notSent() {
		this.events.add("not sent");
	}

	@Override
	public void confirmed() {
		this.events.add("confirmed");
	}

	@Override
	public void returned(String reason) {
		this.events.add("returned");
	}

	@Override
	public boolean mayCloseConnection() {
		return this.id.equals("closing");
	}

	@Override
	public void closedConnection(NoResultException cause) {
		this.failure = cause;
		this.events.add("closedConnection");
	}

	@Override
	public void failed(AmphoraException cause) {
		this.onFailure.run();
		this.failure = cause;
		this.events.add("failed");
	}

}
