package io.amphora.autoconfigure;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What clients hold.
 *
 * @param holdLimit Bounds what a client keeps in memory while it cannot send.
 */
public record AmphoraPublisherProperties(@DefaultValue HoldLimit holdLimit) {

	/**
	 * Bounds what a client keeps in memory while it cannot send.
	 *
	 * @param count Maximum number of requests that a client buffers while it cannot send.
	 * @param size Maximum total size of the requests that a client buffers.
	 */
	public record HoldLimit(@DefaultValue("10000") int count, @DefaultValue("64MB") DataSize size) {
	}

}
