package io.amphora.autoconfigure.serializer;

import io.amphora.autoconfigure.AmphoraProperties;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/**
 * {@link AutoConfiguration Auto-configuration} for the serializer. It uses the
 * application's mapper of Jackson 3, otherwise that of Jackson 2, otherwise its own
 * mapper.
 */
@AutoConfiguration(afterName = { "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
		"org.springframework.boot.jackson2.autoconfigure.Jackson2AutoConfiguration" })
@ConditionalOnBooleanProperty(name = "amphora.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AmphoraProperties.class)
@Import({ SerializerConfigurations.Jackson3Configuration.class, SerializerConfigurations.Jackson2Configuration.class,
		SerializerConfigurations.OwnMapperConfiguration.class })
public final class AmphoraSerializerAutoConfiguration {

}
