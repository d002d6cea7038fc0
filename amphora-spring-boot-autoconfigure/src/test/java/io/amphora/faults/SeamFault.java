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

package io.amphora.faults;

import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * Throws at the n-th use of a seam, once. Thread-safe.
 */
final class SeamFault {

	/** Of all failures. */
	static final String MESSAGE = "on purpose";

	private volatile @Nullable Armed armed;

	/** Throw something at the n-th use of a seam from now on. */
	void arm(Seam seam, int use, Throwable failure) {
		this.armed = new Armed(seam, new AtomicInteger(use), failure);
	}

	boolean thrown() {
		Armed current = this.armed;
		return current != null && current.usesLeft().get() <= 0;
	}

	void disarm() {
		this.armed = null;
	}

	/** A seam is used. */
	void use(Seam seam) {
		Armed current = this.armed;
		if (current != null && current.seam() == seam && current.usesLeft().decrementAndGet() == 0) {
			throw SeamFault.<RuntimeException>unchecked(current.failure());
		}
	}

	@SuppressWarnings("unchecked")
	private static <E extends Throwable> E unchecked(Throwable failure) throws E {
		throw (E) failure;
	}

	private record Armed(Seam seam, AtomicInteger usesLeft, Throwable failure) {
	}

}
