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
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

import com.rabbitmq.client.impl.CredentialsProvider;
import com.rabbitmq.client.impl.CredentialsRefreshService;

/**
 * Keeps the refresh actions of connections, so that a test can run them.
 */
final class Refreshes implements CredentialsRefreshService {

	private final List<Callable<Boolean>> actions = new CopyOnWriteArrayList<>();

	/** The actions of all connections so far, including closed ones. */
	List<Callable<Boolean>> actions() {
		return this.actions;
	}

	@Override
	public String register(CredentialsProvider provider, Callable<Boolean> refreshAction) {
		this.actions.add(refreshAction);
		return String.valueOf(this.actions.size());
	}

	@Override
	public void unregister(CredentialsProvider provider, String registrationId) {
	}

	@Override
	public boolean isApproachingExpiration(Duration timeBeforeExpiration) {
		return timeBeforeExpiration.compareTo(Duration.ofSeconds(30)) < 0;
	}

}
