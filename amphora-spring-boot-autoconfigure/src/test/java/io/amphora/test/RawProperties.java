package io.amphora.test;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Properties of a message as bytes, for those that no client library would write.
 */
public final class RawProperties {

	private static final int CONTENT_TYPE = 15;

	private static final int HEADERS = 13;

	private static final int CORRELATION_ID = 10;

	private static final int REPLY_TO = 9;

	private static final int MESSAGE_ID = 7;

	private static final int APP_ID = 3;

	/** By the bits of their flags; they are written from the highest on. */
	private final Map<Integer, byte[]> values = new TreeMap<>((a, b) -> b - a);

	public static RawProperties json() {
		return new RawProperties().text(CONTENT_TYPE, "application/json");
	}

	public RawProperties contentType(byte[] value) {
		return text(CONTENT_TYPE, value);
	}

	public RawProperties correlationId(String value) {
		return text(CORRELATION_ID, value);
	}

	public RawProperties correlationId(byte[] value) {
		return text(CORRELATION_ID, value);
	}

	public RawProperties replyTo(String value) {
		return text(REPLY_TO, value);
	}

	public RawProperties messageId(String value) {
		return text(MESSAGE_ID, value);
	}

	public RawProperties messageId(byte[] value) {
		return text(MESSAGE_ID, value);
	}

	public RawProperties appId(byte[] value) {
		return text(APP_ID, value);
	}

	/**
	 * Set the headers.
	 * @param fields names and values, without the length
	 * @return these properties
	 */
	public RawProperties headers(byte[] fields) {
		this.values.put(HEADERS, withLength(fields));
		return this;
	}

	private RawProperties text(int flag, String value) {
		return text(flag, value.getBytes(StandardCharsets.UTF_8));
	}

	private RawProperties text(int flag, byte[] value) {
		this.values.put(flag, ByteBuffer.allocate(1 + value.length).put((byte) value.length).put(value).array());
		return this;
	}

	/**
	 * Flags and values.
	 * @return the bytes after the body's size
	 */
	public byte[] bytes() {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		int flags = this.values.keySet().stream().mapToInt((bit) -> 1 << bit).sum();
		out.write(flags >> 8);
		out.write(flags);
		this.values.values().forEach(out::writeBytes);
		return out.toByteArray();
	}

	/**
	 * The payload of the frame that begins a message.
	 * @param bodySize how many bytes of body follow
	 * @return the bytes
	 */
	public byte[] header(long bodySize) {
		byte[] properties = bytes();
		return ByteBuffer.allocate(12 + properties.length)
			.putShort((short) 60)
			.putShort((short) 0)
			.putLong(bodySize)
			.put(properties)
			.array();
	}

	/**
	 * Headers that are nested.
	 * @param depth how many tables, one in the other
	 * @return the fields of the outermost one
	 */
	public static byte[] nested(int depth) {
		byte[] fields = { 0, 't', 1 };
		for (int i = 1; i < depth; i++) {
			byte[] inner = withLength(fields);
			fields = ByteBuffer.allocate(2 + inner.length).put((byte) 0).put((byte) 'F').put(inner).array();
		}
		return fields;
	}

	/**
	 * Many headers.
	 * @param count how many
	 * @return the fields
	 */
	public static byte[] many(int count) {
		ByteBuffer fields = ByteBuffer.allocate(count * 5);
		for (int i = 0; i < count; i++) {
			fields.put((byte) 3).put((byte) 'h').put((byte) (i >> 7 & 127)).put((byte) (i & 127)).put((byte) 'V');
		}
		return fields.array();
	}

	/**
	 * One header with a long text.
	 * @param length how long
	 * @return the fields
	 */
	public static byte[] large(int length) {
		byte[] text = new byte[length];
		Arrays.fill(text, (byte) 'x');
		return ByteBuffer.allocate(3 + 4 + length)
			.put((byte) 1)
			.put((byte) 'h')
			.put((byte) 'S')
			.put(withLength(text))
			.array();
	}

	private static byte[] withLength(byte[] bytes) {
		return ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).array();
	}

}
