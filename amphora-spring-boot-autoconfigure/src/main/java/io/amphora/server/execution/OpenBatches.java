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

package io.amphora.server.execution;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.amphora.serializer.BatchItem;
import io.amphora.transport.Delivery;

/**
 * Limits the memory of requests that were split from batches and of their replies,
 * because the prefetch limits only the number of batches. A batch counts until it is
 * settled or its channel is lost, and a reply until it needs no further attempt.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class OpenBatches {

	/** Share of the heap that the requests may take. */
	private static final int SHARE = 8;

	/** Approximate memory of a short request until its reply is confirmed. */
	private static final int REQUEST = 600;

	/** Approximate memory of a header, without its characters. */
	private static final int HEADER = 150;

	private final long limit;

	private final Map<Delivery, Long> open = new ConcurrentHashMap<>();

	private final AtomicLong used = new AtomicLong();

	/**
	 * Create a limit of one eighth of the heap.
	 */
	public OpenBatches() {
		this(Runtime.getRuntime().maxMemory() / SHARE);
	}

	/**
	 * Create a limit.
	 * @param limit the maximum number of bytes
	 */
	OpenBatches(long limit) {
		this.limit = limit;
	}

	/**
	 * Return whether a batch may be split into its requests. A batch may always be split
	 * if there is no other one.
	 * @param whole the batch, which counts from now on if it is admitted
	 * @param items its requests
	 * @return {@code true} if it may be split
	 */
	public boolean admit(Delivery whole, List<BatchItem> items) {
		this.open.keySet().stream().filter(Delivery::lost).forEach(this::settled);
		long memory = memory(items);
		long before = this.used.getAndAdd(memory);
		if (before > 0 && before + memory > this.limit) {
			this.used.addAndGet(-memory);
			return false;
		}
		this.open.put(whole, memory);
		return true;
	}

	/**
	 * Stop counting a batch.
	 * @param whole the batch
	 */
	public void settled(Delivery whole) {
		Long memory = this.open.remove(whole);
		if (memory != null) {
			this.used.addAndGet(-memory);
		}
	}

	/**
	 * Count a reply to a request of a batch.
	 * @param size the size of its body
	 * @param done run when the reply is confirmed or given up
	 * @return the action to run instead
	 */
	public Runnable replying(int size, Runnable done) {
		if (size <= REQUEST) {
			return done;
		}
		this.used.addAndGet(size);
		return () -> {
			this.used.addAndGet(-size);
			done.run();
		};
	}

	/**
	 * Return whether the requests and replies take more memory than they may, so that no
	 * further requests of batches should run.
	 * @return {@code true} if there is too little memory
	 */
	public boolean exceeded() {
		return this.used.get() > this.limit;
	}

	private static long memory(List<BatchItem> items) {
		return items.stream().mapToLong(OpenBatches::memory).sum();
	}

	private static long memory(BatchItem item) {
		long headers = item.headers()
			.entrySet()
			.stream()
			.mapToLong((header) -> HEADER + header.getKey().length() + header.getValue().length())
			.sum();
		return REQUEST + item.body().length + headers;
	}

}
