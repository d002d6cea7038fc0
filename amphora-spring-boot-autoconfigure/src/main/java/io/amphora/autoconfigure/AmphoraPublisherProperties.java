package io.amphora.autoconfigure;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties for the buffering of requests.
 *
 * @param holdLimit Limits of the send buffer.
 */
public record AmphoraPublisherProperties(@DefaultValue HoldLimit holdLimit) {

	/**
	 * Limits of the requests that a client buffers while it cannot send.
	 *
	 * @param count Maximum number of requests that a client buffers while it cannot send.
	 * @param size Maximum total size of the requests that a client buffers.
	 */
	public record HoldLimit(@DefaultValue("10000") int count, @DefaultValue("64MB") DataSize size) {
	}

}
