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

/**
 * Reason why Amphora cannot use the broker, and the remedy. {@link #summary()} and
 * {@link #remedy()} contain neither addresses nor text from the broker. The properties
 * that remedies name are those of the default connection, which other sources may
 * configure.
 *
 * @since 0.1.0
 */
public enum ConnectionFailure {

	/** No node of the broker can be reached. */
	ADDRESS("connect to", "Start the broker, or correct its address, for example 'amphora.host'."),

	/** The connection cannot be encrypted. */
	TLS("encrypt the connection to",
			"Correct the certificates, or whether the connection is encrypted, for example 'amphora.ssl.enabled'."),

	/** The broker refuses the user name or the password. */
	LOGIN("log in to",
			"Correct the user name and the password, for example 'amphora.username' and 'amphora.password', the"
					+ " client certificate, or the CredentialsProvider bean."),

	/** The application does not provide credentials. */
	CREDENTIALS("get credentials for",
			"Correct the CredentialsProvider bean. If its credentials expire, also define a CredentialsRefreshService"
					+ " bean."),

	/** The virtual host does not exist, or the user has no access to it. */
	VIRTUAL_HOST("use the virtual host of",
			"Create the virtual host, give the user permissions in it, or correct its name, for example 'amphora.virtual-host'."),

	/** The user has no permission for an exchange or a queue. */
	PERMISSION("get permission for an exchange or a queue of", MissingPermission.remedy("the permission")),

	/** An exchange or a queue is missing, locked, or has other arguments. */
	TOPOLOGY("use an exchange or a queue of", "See the log for what the broker refuses, and how to correct it."),

	/** Any other failure, such as a connection limit or a virtual host that is down. */
	OTHER("use", "Check the log and the limits of the broker.");

	private final String action;

	private final String remedy;

	ConnectionFailure(String action, String remedy) {
		this.action = action;
		this.remedy = remedy;
	}

	/**
	 * Classify a failure.
	 * @param failure the exception thrown by an attempt to connect or to declare
	 * something
	 * @return the reason for the failure
	 */
	public static ConnectionFailure of(Throwable failure) {
		return BrokerErrors.kind(failure);
	}

	/**
	 * Return a summary of the failure.
	 * @return a sentence without a full stop
	 */
	public String summary() {
		return summary("the broker");
	}

	private String summary(String broker) {
		return "Amphora cannot " + this.action + " " + broker;
	}

	/**
	 * Return the remedy.
	 * @return a sentence
	 */
	public String remedy() {
		return this.remedy;
	}

	/**
	 * Describe a failure of this kind, with the reason given by the broker or the
	 * exception, but without the remedy.
	 * @param broker the broker, such as "the broker at 127.0.0.1:5672"
	 * @param failure the exception
	 * @return a sentence without a full stop
	 */
	public String reason(String broker, Throwable failure) {
		return summary(broker) + ": " + BrokerErrors.reason(failure);
	}

	/**
	 * Describe a failure, with the reason given by the broker or the exception, and with
	 * the remedy.
	 * @param failure the exception
	 * @return the message
	 */
	public static String describe(Throwable failure) {
		return describe(failure, "the broker");
	}

	/**
	 * Describe a failure like {@link #describe(Throwable)}, with a name for the broker.
	 * @param failure the exception
	 * @param broker the broker, such as "the broker at 127.0.0.1:5672"
	 * @return the message
	 */
	public static String describe(Throwable failure, String broker) {
		if (failure instanceof TopologyException refusal) {
			return String.valueOf(refusal.getMessage());
		}
		return of(failure).reason(broker, failure) + ". " + BrokerErrors.remedy(failure);
	}

}
