package io.amphora.autoconfigure;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How large messages may be.
 *
 * @param maxBody How large a message may be. Larger ones are skipped and refused.
 * @param maxDepth How deep objects and arrays may be nested in a message.
 * @param maxNumberLength How many characters a number in a message may have.
 * @param maxStringLength How many characters a string in a message may have.
 */
public record AmphoraSerializerProperties(@DefaultValue("16MB") DataSize maxBody, @DefaultValue("100") int maxDepth,
		@DefaultValue("1000") int maxNumberLength, @DefaultValue("16777216") int maxStringLength) {
}
