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

import java.io.IOException;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AMQP.Confirm;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.ReturnListener;
import com.rabbitmq.client.ShutdownListener;
import com.rabbitmq.client.ShutdownSignalException;
import com.rabbitmq.client.impl.recovery.AutorecoveringChannel;
import org.jspecify.annotations.Nullable;

/**
 * Takes everything, and sends nothing: what a call costs without the Java client. A mock
 * would cost more than what is measured. Owned by the thread of a benchmark.
 */
final class StubChannel extends AutorecoveringChannel {

	private long published;

	private @Nullable BasicProperties last;

	private @Nullable ConfirmListener confirmListener;

	StubChannel() {
		super(null, null);
	}

	@Override
	public void basicPublish(String exchange, String routingKey, boolean mandatory, BasicProperties properties,
			byte[] body) {
		this.published++;
		this.last = properties;
	}

	@Override
	public void basicPublish(String exchange, String routingKey, BasicProperties properties, byte[] body) {
	}

	@Override
	public boolean waitForConfirms(long timeout) {
		return true;
	}

	@Override
	public long getNextPublishSeqNo() {
		return this.published + 1;
	}

	/** Confirm what was published last. */
	void confirm() throws IOException {
		this.confirmListener.handleAck(this.published, false);
	}

	@Nullable BasicProperties last() {
		return this.last;
	}

	@Override
	public void basicAck(long deliveryTag, boolean multiple) {
	}

	@Override
	public Confirm.SelectOk confirmSelect() {
		return null;
	}

	@Override
	public void addConfirmListener(ConfirmListener listener) {
		this.confirmListener = listener;
	}

	@Override
	public void addReturnListener(ReturnListener listener) {
	}

	@Override
	public void addShutdownListener(ShutdownListener listener) {
	}

	@Override
	public ShutdownSignalException getCloseReason() {
		return null;
	}

	@Override
	public boolean isOpen() {
		return true;
	}

	@Override
	public void abort() {
	}

}
