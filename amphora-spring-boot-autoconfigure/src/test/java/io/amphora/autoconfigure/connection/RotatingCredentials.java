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
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.impl.CredentialsProvider;

/**
 * Credentials whose password changes, and which are valid for an hour after each refresh.
 */
final class RotatingCredentials implements CredentialsProvider {

	private static final Duration VALIDITY = Duration.ofHours(1);

	private final String username;

	private final AtomicInteger reads = new AtomicInteger();

	private volatile String password;

	private volatile String next;

	private volatile Duration left = VALIDITY;

	RotatingCredentials(String username, String password) {
		this.username = username;
		this.password = password;
		this.next = password;
	}

	/** Return this password from now on. */
	void use(String newPassword) {
		this.password = newPassword;
		this.next = newPassword;
	}

	/** Return this password after the next refresh. */
	void rotate(String newPassword) {
		this.next = newPassword;
	}

	void expireIn(Duration time) {
		this.left = time;
	}

	/** How many times the password was read. */
	int reads() {
		return this.reads.get();
	}

	@Override
	public String getUsername() {
		return this.username;
	}

	@Override
	public String getPassword() {
		this.reads.incrementAndGet();
		return this.password;
	}

	@Override
	public Duration getTimeBeforeExpiration() {
		return this.left;
	}

	@Override
	public void refresh() {
		this.password = this.next;
		this.left = VALIDITY;
	}

}
