package io.amphora.observation;

import java.util.Objects;

import io.amphora.client.ClientCall;
import io.amphora.client.ClientCallOutcome;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import org.jspecify.annotations.Nullable;

/**
 * A call that a client makes. Tracers write into the headers of its request.
 */
public final class ClientCallObservationContext extends SenderContext<ClientCall> {

	private final ClientCall call;

	private volatile @Nullable String knownFunction;

	private volatile @Nullable ClientCallOutcome outcome;

	/**
	 * Create a new context.
	 * @param call the call
	 * @param knownFunction the name of the function if it is known to be one, or
	 * {@code null}
	 */
	public ClientCallObservationContext(ClientCall call, @Nullable String knownFunction) {
		super((carrier, key, value) -> Objects.requireNonNull(carrier).headers().put(key, value), kind(call));
		this.call = call;
		this.knownFunction = knownFunction;
		setCarrier(call);
		setRemoteServiceName(call.service());
	}

	private static Kind kind(ClientCall call) {
		return (call.style() == ClientCall.Style.SEND) ? Kind.PRODUCER : Kind.CLIENT;
	}

	/**
	 * The call.
	 * @return the call
	 */
	public ClientCall call() {
		return this.call;
	}

	/**
	 * The name of the function, fit for a tag.
	 * @return the name, or {@code null} as long as no server has been seen to have a
	 * function of that name
	 */
	public @Nullable String knownFunction() {
		return this.knownFunction;
	}

	/**
	 * How the call ended.
	 * @return the outcome, or {@code null} as long as there is none
	 */
	public @Nullable ClientCallOutcome outcome() {
		return this.outcome;
	}

	void ended(ClientCallOutcome newOutcome, @Nullable String newKnownFunction) {
		this.knownFunction = newKnownFunction;
		this.outcome = newOutcome;
	}

}
