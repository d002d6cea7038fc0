package io.amphora.serializer;

import java.util.List;

/**
 * Combines several calls or results into one body and splits it again. Thread-safe.
 */
public interface BatchFormat {

	/**
	 * Return the content type of a batch. It differs from that of a single call, so that
	 * receivers without support for batches reject it.
	 * @return a MIME type
	 */
	String contentType();

	/**
	 * Combine items into one body.
	 * @param items the items
	 * @return the body
	 */
	byte[] join(List<BatchItem> items);

	/**
	 * Split a body into its items. The body of each item can be read on its own; its
	 * content is not checked here.
	 * @param body the body
	 * @return the items, in order
	 * @throws IllegalArgumentException if the body is not a batch or exceeds a limit
	 */
	List<BatchItem> split(byte[] body);

}
