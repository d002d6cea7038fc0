package io.amphora.serializer;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * How large a message body may be. A body beyond a limit is refused, whoever sent it:
 * while it is parsed, before it can cost memory or time, and when it is written.
 * Immutable.
 *
 * @param maxDepth how deep objects and arrays may be nested, the body's own object
 * included; 1000 at most, so that no limit lets a body overflow the stack
 * @param maxBody how long the whole body may be
 * @param maxStringLength how many characters a string may have
 * @param maxNumberLength how many characters a number may have, written with or without
 * an exponent
 */
public record SerializerLimits(int maxDepth, DataSize maxBody, int maxStringLength, int maxNumberLength) {

	/** What no limit exceeds. */
	static final int DEEPEST = 1000;

	/** Messages are joined up to a fraction of it. */
	private static final DataSize LARGEST_BATCH = DataSize.ofMegabytes(1);

	/**
	 * Check the limits.
	 * @throws IllegalArgumentException if one is not positive or too large
	 */
	public SerializerLimits {
		Assert.isTrue(maxDepth > 0 && maxDepth <= DEEPEST, () -> "maxDepth must be from 1 to " + DEEPEST);
		Assert.isTrue(maxBody.toBytes() > 0 && maxBody.toBytes() <= Integer.MAX_VALUE,
				"maxBody must be from 1 byte to 2 gigabytes");
		Assert.isTrue(maxStringLength > 0, "maxStringLength must be positive");
		Assert.isTrue(maxNumberLength > 0, "maxNumberLength must be positive");
	}

	/**
	 * The limits that hold unless others are given: 100 levels, a body and strings of 16
	 * MB, which is what RabbitMQ lets through, and numbers of 1000 characters.
	 * @return the default limits
	 */
	public static SerializerLimits defaults() {
		DataSize body = DataSize.ofMegabytes(16);
		return new SerializerLimits(100, body, Math.toIntExact(body.toBytes()), 1000);
	}

	void checkBody(byte[] body) {
		if (body.length > maxBody().toBytes()) {
			throw new JsonProblem(
					"is larger than the limit: " + body.length + " bytes of at most " + maxBody().toBytes());
		}
	}

	/** The limits hold for each item of a batch, which is larger than one of them. */
	void checkBatch(byte[] body) {
		if (body.length > maxBody().toBytes() + LARGEST_BATCH.toBytes()) {
			throw new JsonProblem("is larger than the limit of one message by more than " + LARGEST_BATCH);
		}
	}

	void checkScale(int scale) {
		if (Math.abs((long) scale) > maxNumberLength()) {
			throw new JsonProblem("has a number that is longer than the limit when it is written without an exponent, "
					+ maxNumberLength() + " characters at most");
		}
	}

}
