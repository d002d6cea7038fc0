package io.amphora.server;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The addresses that RabbitMQ makes for direct replies: the name of an Erlang process,
 * and a key. RabbitMQ closes the connection of a server that publishes to anything else
 * that begins like one.
 */
final class DirectReplyTo {

	private static final String PREFIX = "amq.rabbitmq.reply-to.";

	private static final String BASE64 = "[A-Za-z0-9+/]+={0,2}";

	private static final Pattern FORM = Pattern.compile(Pattern.quote(PREFIX) + "(" + BASE64 + ")\\." + BASE64);

	/** The node is a hash, as its real name may be too long. */
	private static final Pattern NODE = Pattern.compile("reply@[0-9]{1,10}");

	/** Erlang's external term format, and in it the tags of a process and of an atom. */
	private static final int VERSION = 131;

	private static final int PROCESS = 88;

	private static final int ATOM = 118;

	private static final int SMALL_ATOM = 119;

	/** What follows the node: three numbers that tell its processes apart. */
	private static final int REST = 12;

	private DirectReplyTo() {
	}

	/** Whether a {@code reply_to} asks for a direct reply, in whatever form. */
	static boolean isMeant(String replyTo) {
		return replyTo.startsWith(PREFIX);
	}

	/**
	 * The node in an address that RabbitMQ can have made.
	 * @return the node, or {@code null} if the address has another form
	 */
	static @Nullable String node(String replyTo) {
		Matcher matcher = FORM.matcher(replyTo);
		if (!matcher.matches()) {
			return null;
		}
		try {
			String node = node(ByteBuffer.wrap(Base64.getDecoder().decode(matcher.group(1))));
			return (node != null && NODE.matcher(node).matches()) ? node : null;
		}
		catch (IllegalArgumentException | BufferUnderflowException ex) {
			return null;
		}
	}

	private static @Nullable String node(ByteBuffer term) {
		if (Byte.toUnsignedInt(term.get()) != VERSION || term.get() != PROCESS) {
			return null;
		}
		int length = switch (term.get()) {
			case ATOM -> Short.toUnsignedInt(term.getShort());
			case SMALL_ATOM -> Byte.toUnsignedInt(term.get());
			default -> -1;
		};
		if (length < 0 || term.remaining() != length + REST) {
			return null;
		}
		byte[] name = new byte[length];
		term.get(name);
		return new String(name, StandardCharsets.UTF_8);
	}

}
