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

package io.amphora.server;

import io.amphora.serializer.RpcResult;
import io.amphora.server.function.Acknowledge;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.transport.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests of batches that the server must not run as part of a batch. Their
 * clients send them again, alone. Thread-safe.
 */
final class BatchRefusals {

	private final String service;

	private final RequestReader reader;

	private final FunctionRegistry functions;

	private final RequestCompletion completion;

	BatchRefusals(String service, RequestReader reader, FunctionRegistry functions, RequestCompletion completion) {
		this.service = service;
		this.reader = reader;
		this.functions = functions;
		this.completion = completion;
	}

	/**
	 * Refuse a request if it is part of a batch and its function is acknowledged on
	 * receipt, which is impossible for a part, or if replies take too much memory: the
	 * prefetch does not limit those to parts.
	 * @return {@code false} if the function may run
	 */
	boolean refuse(@Nullable FunctionDefinition function, RequestContext context) {
		Delivery delivery = context.delivery();
		boolean refused = delivery.isPart() && (isAcknowledgedOnReceipt(function) || exceedsMemory(delivery));
		if (refused) {
			this.completion.requeueCopies(delivery);
			this.completion.requestResend(delivery, FailureResults.notInABatch(context));
		}
		return refused;
	}

	static boolean isAcknowledgedOnReceipt(@Nullable FunctionDefinition function) {
		return function != null && function.acknowledge() == Acknowledge.ON_RECEIPT;
	}

	private boolean exceedsMemory(Delivery delivery) {
		return delivery.properties().getReplyTo() != null && this.completion.exceedsMemory();
	}

	/** Refuse a part of a batch without reading it. */
	void refuseUnread(Delivery part, RpcResult reason) {
		this.completion.begin();
		this.completion.requestResend(part, reason);
	}

	/**
	 * Refuse a part of a batch instead of requeuing it as a separate message, if its
	 * function is acknowledged on receipt. It might run twice: another server may have
	 * received the batch as well, and refuse the same part.
	 * @param done settles the part
	 * @return {@code false} if the part may be requeued
	 */
	boolean refuseInsteadOfRequeuing(Delivery part, Runnable done) {
		String function = this.functions.hasAcknowledgedOnReceipt() ? this.reader.function(part) : null;
		if (function == null || !isAcknowledgedOnReceipt(this.functions.find(function))) {
			return false;
		}
		RequestContext context = new RequestContext(this.service, function, part);
		this.completion.requestResend(part, FailureResults.notInABatch(context), done);
		return true;
	}

}
