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

/**
 * Replies that the broker refuses for now, for example because the reply queue is full.
 * Their requests are not acknowledged yet, so the prefetch is raised in order that the
 * server still receives others. Number and size of the replies are limited. Thread-safe:
 * the monitor guards the fields.
 *
 * @since 0.1.0
 */
public final class RefusedReplies {

	private static final int MAX_COUNT = 4_096;

	/** Share of the heap that the replies may take. */
	private static final int SHARE = 16;

	private final NestedCallConsumers consumers;

	private final int maxCount;

	private final long maxSize;

	private int count;

	private long size;

	/**
	 * Create a limit of 4096 replies and a sixteenth of the heap.
	 * @param consumers raises the prefetch
	 */
	public RefusedReplies(NestedCallConsumers consumers) {
		this(consumers, MAX_COUNT, Runtime.getRuntime().maxMemory() / SHARE);
	}

	RefusedReplies(NestedCallConsumers consumers, int maxCount, long maxSize) {
		this.consumers = consumers;
		this.maxCount = maxCount;
		this.maxSize = maxSize;
	}

	/**
	 * Add a reply.
	 * @param replySize the size of its body
	 * @return {@code false} if there are too many, so that its request keeps others from
	 * being received
	 */
	public boolean add(int replySize) {
		synchronized (this) {
			if (this.count >= this.maxCount || this.size + replySize > this.maxSize) {
				return false;
			}
			this.count++;
			this.size += replySize;
		}
		this.consumers.began();
		return true;
	}

	/**
	 * Remove a reply that was added, because its request is settled.
	 * @param replySize the size of its body
	 */
	public void remove(int replySize) {
		synchronized (this) {
			this.count--;
			this.size -= replySize;
		}
		this.consumers.ended();
	}

}
