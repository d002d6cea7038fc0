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

package io.amphora.server.duplicate;

import java.time.Duration;

import io.amphora.transport.thread.Patience;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Limits on the replies that a server remembers.
 *
 * @param count the maximum number of replies, or 0 for none
 * @param size the maximum total size
 * @param time how long to remember a reply
 * @since 0.1.0
 */
public record DuplicateLimits(int count, DataSize size, Duration time) {

	/** 10,000 replies with at most 16 MB in five minutes. */
	public static final DuplicateLimits DEFAULT = new DuplicateLimits(10_000, DataSize.ofMegabytes(16),
			Duration.ofMinutes(5));

	public DuplicateLimits {
		Assert.isTrue(count >= 0, "The number of remembered replies must not be negative");
		time = Patience.requirePositive(time, "time");
		Assert.isTrue(size.toBytes() > 0, "The size of remembered replies must be larger than zero");
	}

}
