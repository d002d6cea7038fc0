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

package io.amphora.test;

/**
 * The properties of AMQP, in the order in which a message has them.
 */
public enum RawProperty {

	CONTENT_TYPE(Form.TEXT), CONTENT_ENCODING(Form.TEXT), HEADERS(Form.TABLE), DELIVERY_MODE(Form.OCTET),
	PRIORITY(Form.OCTET), CORRELATION_ID(Form.TEXT), REPLY_TO(Form.TEXT), EXPIRATION(Form.TEXT), MESSAGE_ID(Form.TEXT),
	TIMESTAMP(Form.LONG), TYPE(Form.TEXT), USER_ID(Form.TEXT), APP_ID(Form.TEXT), CLUSTER_ID(Form.TEXT);

	private static final int FIRST_BIT = 15;

	private final Form form;

	RawProperty(Form form) {
		this.form = form;
	}

	public Form form() {
		return this.form;
	}

	/** What says in the flags that a message has it. */
	int flag() {
		return 1 << (FIRST_BIT - ordinal());
	}

	/**
	 * How the value is written.
	 */
	public enum Form {

		/** Up to 255 bytes after their length. */
		TEXT,

		TABLE,

		OCTET,

		LONG

	}

}
