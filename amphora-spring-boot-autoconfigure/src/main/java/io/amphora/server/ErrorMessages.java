package io.amphora.server;

import io.amphora.AmphoraError;
import io.amphora.WrongRequestException;

import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Which exception messages callers get. They always get the arguments of a
 * {@link io.amphora.RemoteException} and the reason why a request is refused.
 */
public enum ErrorMessages {

	/** The messages of all exceptions. */
	ALWAYS,

	/** No messages. */
	NEVER,

	/**
	 * The messages of exceptions whose class or superclass has the annotation
	 * {@link AmphoraError}.
	 */
	ANNOTATED;

	boolean include(Throwable failure) {
		return switch (this) {
			case ALWAYS -> true;
			case NEVER -> failure instanceof WrongRequestException;
			case ANNOTATED -> failure instanceof WrongRequestException
					|| AnnotatedElementUtils.hasAnnotation(failure.getClass(), AmphoraError.class);
		};
	}

}
