package io.amphora.client.interceptor;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.CallReport;
import io.amphora.client.fanout.FanoutReply;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 *
 * @param value the result; for {@link ClientCall.Style#GATHER} the list of
 * {@linkplain FanoutReply replies}; {@code null} if the function returned nothing, the
 * call failed, or no reply was expected
 * @param failure the exception of the call, or {@code null} if the call did not fail
 * @param report how far the call got
 * @param response the properties of the reply, or {@code null} if there is none or there
 * may be several
 */
public record ClientCallOutcome(@Nullable Object value, @Nullable Throwable failure, CallReport report,
		@Nullable BasicProperties response) {
}
