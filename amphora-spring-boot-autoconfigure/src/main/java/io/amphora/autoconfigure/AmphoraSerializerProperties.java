package io.amphora.autoconfigure;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties for the limits of messages.
 *
 * @param maxBody Maximum size of a message body. Larger messages are rejected.
 * @param maxDepth Maximum nesting depth of objects and arrays in a message.
 * @param maxNumberLength Maximum number of characters of a number in a message.
 * @param maxStringLength Maximum number of characters of a string in a message.
 */
public record AmphoraSerializerProperties(@DefaultValue("16MB") DataSize maxBody, @DefaultValue("100") int maxDepth,
		@DefaultValue("1000") int maxNumberLength, @DefaultValue("16777216") int maxStringLength) {
}
