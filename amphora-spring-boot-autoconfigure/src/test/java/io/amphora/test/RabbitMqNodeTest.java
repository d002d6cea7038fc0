package io.amphora.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that breaks a {@link PrivateRabbitMqNode} of its own. Nodes in static fields of
 * the class are started before its first test and closed after its last. The test is
 * skipped where there is no {@code rabbitmq-server}, or fails if the environment says
 * {@code AMPHORA_TEST_RABBITMQ_REQUIRED=true}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(RabbitMqNodeExtension.class)
public @interface RabbitMqNodeTest {

}
