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
	 * @param count How many requests a client holds while it cannot send.
	 * @param size How large the requests that a client holds are together.
	 */
	public record HoldLimit(@DefaultValue("10000") int count, @DefaultValue("64MB") DataSize size) {
	}

}
