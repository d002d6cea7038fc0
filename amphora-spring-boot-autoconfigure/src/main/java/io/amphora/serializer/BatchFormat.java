package io.amphora.serializer;

import java.util.List;

/**
 * Puts several calls, or several results, into one body, and takes them apart again.
 * Thread-safe.
 */
public interface BatchFormat {

	/**
	 * The content type of such a body. It differs from that of a single call, so that
	 * somebody who knows nothing of batches refuses it.
	 * @return a MIME type
	 */
	String contentType();

	/**
	 * Put items together.
	 * @param items the items
	 * @return the body
	 */
	byte[] join(List<BatchItem> items);

	/**
	 * Take items apart. Each is a readable body of its own; what it contains is not
	 * looked at.
	 * @param body the body
	 * @return the items, in order
	 * @throws IllegalArgumentException if the body is no batch, or is beyond a limit
	 */
	List<BatchItem> split(byte[] body);

}
