/**
 * The code of the page about moving from {@code RabbitTemplate}.
 */
@NullMarked
package io.amphora.docs.migration.rabbit;

import org.jspecify.annotations.NullMarked;
