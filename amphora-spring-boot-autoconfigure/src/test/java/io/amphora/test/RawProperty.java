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
