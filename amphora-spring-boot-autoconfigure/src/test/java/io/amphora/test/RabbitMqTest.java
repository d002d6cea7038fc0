package io.amphora.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that only a real RabbitMQ can pass. It is skipped where there is none, or fails
 * if the environment says {@code AMPHORA_TEST_RABBITMQ_REQUIRED=true}. It may take a
 * {@link TestBroker} as a parameter.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith({ RabbitMqCondition.class, BrokerExtension.class })
public @interface RabbitMqTest {

}
