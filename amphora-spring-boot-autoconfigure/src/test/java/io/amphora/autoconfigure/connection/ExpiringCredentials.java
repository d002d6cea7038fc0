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

package io.amphora.autoconfigure.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import com.rabbitmq.client.impl.CredentialsProvider;

/**
 * Credentials that expire for real, and get a new password with each refresh.
 */
final class ExpiringCredentials implements CredentialsProvider {

	private final String username;

	private final Duration validity;

	private final UnaryOperator<String> rotation;

	/** How many times each password was read. */
	private final List<Integer> reads = new ArrayList<>(List.of(0));

	private String password;

	private long refreshed = System.nanoTime();

	private boolean readTooLate;

	/**
	 * Create credentials.
	 * @param username the name of the user
	 * @param password the first password
	 * @param validity how long a password is valid
	 * @param rotation returns the next password
	 */
	ExpiringCredentials(String username, String password, Duration validity, UnaryOperator<String> rotation) {
		this.username = username;
		this.password = password;
		this.validity = validity;
		this.rotation = rotation;
	}

	synchronized int refreshes() {
		return this.reads.size() - 1;
	}

	/**
	 * How many times a password was read, the current one so far.
	 * @param refresh how many refreshes were before
	 */
	synchronized int reads(int refresh) {
		return this.reads.get(refresh);
	}

	/** Whether a password was read that had expired. */
	synchronized boolean readTooLate() {
		return this.readTooLate;
	}

	@Override
	public String getUsername() {
		return this.username;
	}

	@Override
	public synchronized String getPassword() {
		this.reads.set(refreshes(), this.reads.get(refreshes()) + 1);
		this.readTooLate |= left().isNegative();
		return this.password;
	}

	@Override
	public synchronized Duration getTimeBeforeExpiration() {
		return left();
	}

	private Duration left() {
		return this.validity.minusNanos(System.nanoTime() - this.refreshed);
	}

	@Override
	public synchronized void refresh() {
		this.password = this.rotation.apply(this.password);
		this.refreshed = System.nanoTime();
		this.reads.add(0);
	}

}
