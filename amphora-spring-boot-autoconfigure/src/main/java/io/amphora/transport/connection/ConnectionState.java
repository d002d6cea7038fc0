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

package io.amphora.transport.connection;

import io.amphora.TopologyException;
import org.jspecify.annotations.Nullable;

/**
 * State of the broker connections of a client or a server. There are two, one for
 * publishing and one for consuming.
 *
 * @param publishing whether the publishing connection is open and the broker does not
 * refuse the topology for publishing
 * @param consuming whether the consuming connection is open
 * @param address address and port of the node that deliveries come from, or {@code null}
 * without a consuming connection
 * @param blockedReason why the broker blocks publishing, such as a memory or disk alarm,
 * or {@code null} if it does not
 * @param lastFailure failure of the last attempt to connect, or the broker's refusal to
 * publish or consume; {@code null} if the last attempts did not fail
 * @param credentials the state of the credentials, or {@code null} if there is no
 * {@code CredentialsProvider}, or if the state is unknown
 * @since 0.1.0
 */
public record ConnectionState(boolean publishing, boolean consuming, @Nullable String address,
		@Nullable String blockedReason, @Nullable Exception lastFailure, @Nullable CredentialsState credentials) {

	/** The state of connections of which nothing is known to be wrong. */
	public static final ConnectionState UNKNOWN = new ConnectionState(true, true, null, null, null);

	/**
	 * Create a state without credentials that are provided.
	 * @param publishing whether messages can be published
	 * @param consuming whether the consuming connection is open
	 * @param address address and port of the node, or {@code null}
	 * @param blockedReason why the broker blocks publishing, or {@code null}
	 * @param lastFailure the last failure, or {@code null}
	 */
	public ConnectionState(boolean publishing, boolean consuming, @Nullable String address,
			@Nullable String blockedReason, @Nullable Exception lastFailure) {
		this(publishing, consuming, address, blockedReason, lastFailure, null);
	}

	/**
	 * Return whether messages can be published and consumed.
	 * @return {@code true} if both connections are available
	 */
	public boolean connected() {
		return this.publishing && this.consuming;
	}

	/**
	 * Return the reason for the last failure.
	 * @return the reason, or {@code null} without a failure
	 */
	public @Nullable ConnectionFailure failure() {
		return (this.lastFailure != null) ? ConnectionFailure.of(this.lastFailure) : null;
	}

	/**
	 * Return the state of the connections where the broker refuses to publish or to
	 * consume.
	 * @param toPublish the refusal to publish, or {@code null} if there is none
	 * @param toConsume the refusal to consume, or {@code null} if there is none
	 * @return the state of a client or a server on these connections
	 */
	public ConnectionState refusing(@Nullable TopologyException toPublish, @Nullable TopologyException toConsume) {
		TopologyException refusal = (toPublish != null) ? toPublish : toConsume;
		return new ConnectionState(this.publishing && toPublish == null, this.consuming, this.address,
				this.blockedReason, (this.lastFailure != null) ? this.lastFailure : refusal, this.credentials);
	}

	/**
	 * Return whether the broker blocks publishing. Messages are buffered meanwhile.
	 * @return {@code true} between the broker's {@code connection.blocked} and
	 * {@code connection.unblocked}
	 */
	public boolean blocked() {
		return this.blockedReason != null;
	}

	/**
	 * Return this state with another state of the credentials.
	 * @param newCredentials the state of the credentials, or {@code null} if no provider
	 * is set
	 * @return the new state
	 */
	public ConnectionState with(@Nullable CredentialsState newCredentials) {
		return new ConnectionState(this.publishing, this.consuming, this.address, this.blockedReason, this.lastFailure,
				newCredentials);
	}

}
