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

package io.amphora.transport.thread;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A list, such as that of the interceptors, that is customized when it is first used.
 * Elements may therefore need the component that uses them. Threads that use it first at
 * the same time may each run the customizers, because these are not run under a lock.
 * Thread-safe.
 *
 * @param <T> the type of the elements
 * @since 0.1.0
 */
public final class CustomizedList<T> {

	private final List<Consumer<List<T>>> customizers;

	private volatile @Nullable List<T> elements;

	/**
	 * Create a list.
	 * @param customizers add, remove or sort the elements added so far
	 */
	public CustomizedList(List<Consumer<List<T>>> customizers) {
		this.customizers = customizers;
	}

	/**
	 * Return the elements, and customize the list if it was not used before.
	 * @return the elements, unmodifiable
	 */
	public List<T> get() {
		List<T> customized = this.elements;
		if (customized == null) {
			List<T> given = new ArrayList<>();
			this.customizers.forEach((customizer) -> customizer.accept(given));
			customized = List.copyOf(given);
			this.elements = customized;
		}
		return customized;
	}

	/**
	 * Return whether the list is known to be empty. Does not customize the list.
	 * @return {@code false} if it has elements, or may have some when it is first used
	 */
	public boolean isKnownToBeEmpty() {
		List<T> customized = this.elements;
		return (customized != null) ? customized.isEmpty() : this.customizers.isEmpty();
	}

}
